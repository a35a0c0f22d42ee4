(* Knots and slopes: one input, one hidden layer. *)

(* Networks with one input and one hidden layer: v * r (w * x + b) for each hinge (v, w, b). *)
Record Hinge := hinge_of { v_of : R; w_of : R; b_of : R }.

(* A hidden layer of hinges, a skip connection and an output bias. *)
Record OneLayer := one_layer_of { hinges : list Hinge; skip_slope : R; output_bias : R }.

Definition value_of_one_layer (f : OneLayer) (x : R) : R :=
  total (map (fun h => v_of h * r (w_of h * x + b_of h)) (hinges f)) + skip_slope f * x +
    output_bias f.
Coercion value_of_one_layer : OneLayer >-> Funclass.

(* The hinge h has its knot at t: it bends, and it bends there. *)
Definition knot_at (t : R) (h : Hinge) : Prop := w_of h <> 0 /\ w_of h * t + b_of h = 0.

Lemma knot_at_dec : forall t h, {knot_at t h} + {~ knot_at t h}.
Proof.
  intros t h. unfold knot_at. destruct (Req_EM_T (w_of h) 0), (Req_EM_T (w_of h * t + b_of h) 0);
    tauto.
Qed.

(* The kink weight at t: v * |w| added up over the units that have their knot at t. *)
Definition kink (f : OneLayer) (t : R) : R :=
  total (map (fun h => if knot_at_dec t h then v_of h * Rabs (w_of h) else 0) (hinges f)).

(* ts lists the knots of f, each of them once. *)
Definition lists_the_knots (f : OneLayer) (ts : list R) : Prop :=
  NoDup ts /\ forall t, In t ts <-> exists h, In h (hinges f) /\ knot_at t h.

(* A set of numbers without gaps. *)
Definition interval (D : R -> Prop) : Prop := forall x y t, D x -> D t -> x <= y <= t -> D y.

(* Around each of its numbers the set holds an open interval. *)
Definition open (D : R -> Prop) : Prop :=
  forall x, D x -> exists e, e > 0 /\ forall y, Rabs (y - x) < e -> D y.

(* The knot of a hinge with w <> 0 is the only number t with knot_at t h. *)
Definition knot (h : Hinge) : R := - b_of h / w_of h.

Lemma knot_at_knot : forall h, w_of h <> 0 -> knot_at (knot h) h.
Proof. intros h H. split; [assumption|]. unfold knot. field. assumption. Qed.

Lemma knot_unique : forall t h, knot_at t h -> t = knot h.
Proof. intros t h [H E]. unfold knot. apply (Rmult_eq_reg_l (w_of h)); [|assumption].
field_simplify; [lra|assumption]. Qed.

(* A sum over the hinges is a sum over the knots, with the kink weights. *)
Lemma one_knot : forall ts c h (g : R -> R), NoDup ts -> In (knot h) ts -> w_of h <> 0 ->
  c * g (knot h) = total (map (fun t => (if knot_at_dec t h then c else 0) * g t) ts).
Proof.
  induction ts; simpl; intros c h g Hn Hi Hw; [tauto|]. inversion Hn; subst.
  destruct (knot_at_dec a h) as [K | K].
  - apply knot_unique in K. subst a. assert (E : total (map (fun t => (if knot_at_dec t h then c
      else 0) * g t) ts) = 0).
    { rewrite (sum_map_ext _ _ _ (fun t => 0 * g t)).
      - clear. induction ts; simpl; lra.
      - intros t Ht. destruct (knot_at_dec t h) as [K|K]; [|reflexivity].
        apply knot_unique in K. subst. contradiction. }
    rewrite E. lra.
  - destruct Hi as [-> | Hi]; [destruct K; now apply knot_at_knot|].
    rewrite (IHts c h g) by assumption. lra.
Qed.

Lemma sum_over_knots : forall (g : R -> R) hs ts, NoDup ts ->
  (forall h, In h hs -> w_of h <> 0 -> In (knot h) ts) ->
  total (map (fun h => v_of h * Rabs (w_of h) * g (knot h)) hs) =
  total (map (fun t => total (map (fun h => if knot_at_dec t h then v_of h * Rabs (w_of h) else 0)
    hs) * g t) ts).
Proof.
  induction hs as [|h hs IH]; intros ts Hn Hk; simpl.
  - rewrite (sum_map_ext _ _ _ (fun t => 0 * 0)) by (intros; lra). clear. induction ts; simpl; lra.
  - rewrite (IH ts Hn (fun h' i => Hk h' (or_intror i))). symmetry.
    rewrite (sum_map_ext _ ts _ (fun t =>
      (if knot_at_dec t h then v_of h * Rabs (w_of h) else 0) * g t +
      total (map (fun h => if knot_at_dec t h then v_of h * Rabs (w_of h) else 0) hs) * g t))
      by (intros; apply Rmult_plus_distr_r).
    rewrite sum_map_plus. f_equal. destruct (Req_EM_T (w_of h) 0) as [E | E].
    + rewrite (sum_map_ext _ _ _ (fun t => 0 * 0)).
      * rewrite E, Rabs_R0. clear. induction ts; simpl; lra.
      * intros t _. destruct (knot_at_dec t h) as [[K _] | _]; [contradiction|lra].
    + symmetry. apply one_knot; [assumption|apply Hk; [now left|assumption]|assumption].
Qed.

(* One hinge: half a line and half a kink. *)
Lemma half_kink : forall h x, w_of h <> 0 ->
  v_of h * r (w_of h * x + b_of h) = v_of h * Rabs (w_of h) * (Rabs (x - knot h) / 2) + v_of h *
    (w_of h * x + b_of h) / 2.
Proof.
  intros h x H. rewrite relu_is_half_line_half_fold.
  replace (w_of h * x + b_of h) with (w_of h * (x - knot h)) by (unfold knot; field; assumption).
  rewrite Rabs_mult. lra.
Qed.

Lemma second_difference_of_abs : forall u h, 0 < h ->
  Rabs (u + h) / 2 - 2 * (Rabs u / 2) + Rabs (u - h) / 2 = Rmax 0 (h - Rabs u).
Proof.
  intros u h H. unfold Rmax, Rabs.
  destruct (Rcase_abs u), (Rcase_abs (u + h)), (Rcase_abs (u - h)), (Rle_dec _ _); lra.
Qed.

Lemma second_difference_of_hinge : forall h x d, 0 < d ->
  v_of h * r (w_of h * (x + d) + b_of h) - 2 * (v_of h * r (w_of h * x + b_of h)) + v_of h * r
    (w_of h * (x - d) + b_of h) =
  v_of h * Rabs (w_of h) * Rmax 0 (d - Rabs (x - knot h)).
Proof.
  intros h x d Hd. destruct (Req_EM_T (w_of h) 0) as [E | E].
  - rewrite E, Rabs_R0. replace (0 * (x + d)) with (0 * x) by lra.
    replace (0 * (x - d)) with (0 * x) by lra. lra.
  - rewrite !half_kink by assumption. rewrite <- second_difference_of_abs by assumption.
    replace (x + d - knot h) with (x - knot h + d) by lra.
    replace (x - d - knot h) with (x - knot h - d) by lra. lra.
Qed.

Theorem kinks_add_up : forall (f : OneLayer) ts, lists_the_knots f ts -> forall x h, 0 < h ->
  f (x + h) - 2 * f x + f (x - h) = total (map (fun t => kink f t * Rmax 0 (h - Rabs (x - t))) ts).
Proof.
  intros f ts [Hn Hk] x d Hd. unfold kink.
  rewrite <- (sum_over_knots (fun t => Rmax 0 (d - Rabs (x - t))) (hinges f) ts); [|assumption|].
  - rewrite (sum_map_ext _ _ _ (fun h => (v_of h * r (w_of h * (x + d) + b_of h) +
      v_of h * r (w_of h * x + b_of h) * -2) + v_of h * r (w_of h * (x - d) + b_of h))).
    + rewrite !sum_map_plus, sum_map_times. unfold value_of_one_layer. lra.
    + intros h _. rewrite <- second_difference_of_hinge by assumption. lra.
  - intros h Hh Hw. apply Hk. exists h. split; [assumption|now apply knot_at_knot].
Qed.

(* The knots can be listed: for the next theorem. *)
Lemma knots_exist : forall f, exists ts, lists_the_knots f ts.
Proof.
  intro f. exists (nodup Req_EM_T (map knot (filter (fun h => if Req_EM_T (w_of h) 0 then false
    else true) (hinges f)))).
  split; [apply NoDup_nodup|]. intro t. rewrite nodup_In, in_map_iff. split.
  - intros (h & <- & H). apply filter_In in H. destruct H as [H E].
    destruct (Req_EM_T (w_of h) 0); [discriminate|]. exists h. split; [assumption|].
    now apply knot_at_knot.
  - intros (h & H & K). exists h. split; [symmetry; now apply knot_unique|]. apply filter_In.
    split; [assumption|].
    destruct K. destruct (Req_EM_T (w_of h) 0); [contradiction|reflexivity].
Qed.

(* A step so small that no other knot is met. *)
Lemma small_step : forall ts t, exists e, e > 0 /\ forall s, In s ts -> s <> t -> e <= Rabs (t - s).
Proof.
  induction ts; intro t; [exists 1; simpl; split; [lra|tauto]|].
  destruct (IHts t) as (e & He & H). destruct (Req_EM_T a t) as [-> | N].
  - exists e. split; [assumption|]. intros s [<- | Hs] Hn; [congruence|auto].
  - exists (Rmin e (Rabs (t - a))). split.
    + apply Rmin_pos; [assumption|]. apply Rabs_pos_lt. lra.
    + intros s [<- | Hs] Hn; [apply Rmin_r|]. eapply Rle_trans; [apply Rmin_l|auto].
Qed.

Lemma kink_is_a_second_difference : forall (f : OneLayer) t, exists e, e > 0 /\ forall h,
  0 < h <= e ->
  f (t + h) - 2 * f t + f (t - h) = kink f t * h.
Proof.
  intros f t. destruct (knots_exist f) as (ts & Hn & Hk).
  destruct (small_step ts t) as (e & He & Hs). exists e. split; [assumption|]. intros h Hh.
  rewrite (kinks_add_up f ts) by (split || lra; assumption).
  destruct (in_dec Req_EM_T t ts) as [Hi | Hi].
  - clear Hk. induction ts as [|a ts IH]; simpl; [destruct Hi|]. inversion Hn; subst.
    destruct Hi as [-> | Hi].
    + rewrite (sum_map_ext _ _ _ (fun s => 0 * 0)).
      * replace (t - t) with 0 by lra. rewrite Rabs_R0, Rmax_right by lra.
        assert (Z : total (map (fun _ : R => 0 * 0) ts) = 0) by (clear; induction ts; simpl; lra).
        rewrite Z. lra.
      * intros s Hin. assert (s <> t) by congruence. specialize (Hs s (or_intror Hin) H).
        rewrite Rmax_left by lra. lra.
    + rewrite IH; auto; [|intros; apply Hs; auto; now right].
      assert (a <> t) by congruence. specialize (Hs a (or_introl eq_refl) H).
      rewrite Rmax_left by lra. lra.
  - assert (Z : kink f t = 0).
    { unfold kink. rewrite (sum_map_ext _ _ _ (fun s => 0 * 0)).
      - generalize (hinges f). induction l; simpl; lra.
      - intros g Hg. destruct (knot_at_dec t g) as [K|K]; [|lra]. destruct Hi. apply Hk.
        now exists g. }
    rewrite Z. rewrite (sum_map_ext _ _ _ (fun s => 0 * 0)).
    + clear. induction ts; simpl; lra.
    + intros s Hin. assert (s <> t) by congruence. specialize (Hs s Hin H).
      rewrite Rmax_left by lra. lra.
Qed.

Theorem affine_exactly_when_kinks_cancel_for_one_input : forall (f : OneLayer) D, open D ->
  interval D ->
  (exists m c, forall x, D x -> f x = m * x + c) <-> (forall t, D t -> kink f t = 0).
Proof.
  intros f D Ho Hc. split.
  - intros (m & c & Hf) t Ht. destruct (kink_is_a_second_difference f t) as (e & He & H).
    destruct (Ho t Ht) as (d & Hd & Hball). set (h := Rmin e (d / 2)).
    assert (0 < h) by (apply Rmin_pos; lra). assert (h <= e) by apply Rmin_l.
    assert (h <= d / 2) by apply Rmin_r.
    specialize (H h ltac:(lra)).
    rewrite !Hf in H by (try assumption; apply Hball; unfold Rabs; destruct (Rcase_abs _); lra).
    nra.
  - intro H. destruct (knots_exist f) as (ts & Hn & Hk).
    assert (G : forall ts, exists m c, forall x, D x ->
      total (map (fun t => kink f t * (Rabs (x - t) / 2)) ts) = m * x + c).
    { clear ts Hn Hk. induction ts as [|t ts (m & c & IH)]; simpl; [exists 0, 0; intros; lra|].
      assert (S : exists m c, forall x, D x -> kink f t * (Rabs (x - t) / 2) = m * x + c).
      { destruct (Req_EM_T (kink f t) 0) as [Z | Z]; [exists 0, 0; intros; rewrite Z; lra|].
        (* t is not in O, so O lies on one side of it *)
        assert (N : ~ D t) by auto.
        assert (side : (forall x, D x -> t <= x) \/ (forall x, D x -> x <= t)).
        { clear -Hc N Ho H Z.
          destruct (ClassicalDedekindReals.sig_not_dec (forall x, D x -> t <= x)) as [L | L].
          - left. intros x Hx. destruct (Rle_dec t x) as [|B]; [assumption|]. destruct L. intro L.
            now apply B, L.
          - right. intros x Hx. destruct (Rle_dec x t) as [|B]; [assumption|]. destruct L.
            intros y Hy.
            destruct (Rle_dec t y) as [|B']; [assumption|]. destruct N. apply (Hc y t x); auto.
            lra. }
        destruct side as [S | S]; [exists (kink f t / 2),
          (- kink f t * t / 2) | exists (- kink f t / 2), (kink f t * t / 2)];
          intros x Hx; specialize (S x Hx);
            [rewrite Rabs_right by lra | rewrite Rabs_left1 by lra]; lra. }
      destruct S as (m' & c' & S). exists (m' + m), (c' + c). intros x Hx.
      rewrite S, IH by assumption. lra. }
    destruct (G ts) as (m & c & E).
    exists (m + total (map (fun h => v_of h * w_of h / 2) (hinges f)) + skip_slope f).
    exists (c + total (map (fun h => if Req_EM_T (w_of h) 0 then v_of h * r (b_of h) else v_of h *
      b_of h / 2) (hinges f)) + output_bias f).
    intros x Hx. unfold value_of_one_layer.
    rewrite (sum_map_ext _ (hinges f) _ (fun h => v_of h * Rabs (w_of h) * (Rabs (x - knot h) / 2) +
      (v_of h * w_of h / 2 * x + if Req_EM_T (w_of h) 0 then v_of h * r (b_of h) else v_of h * b_of
        h / 2))).
    + rewrite !sum_map_plus, sum_map_times. specialize (E x Hx). unfold kink in E.
      rewrite (sum_over_knots (fun t => Rabs (x - t) / 2) (hinges f) ts); [lra|assumption|].
      intros h Hh Hw. apply Hk. exists h. split; [assumption|now apply knot_at_knot].
    + intros h _. destruct (Req_EM_T (w_of h) 0) as [Z | Z].
      * rewrite Z, Rabs_R0. replace (0 * x + b_of h) with (b_of h) by lra. lra.
      * rewrite half_kink by assumption. lra.
Qed.

Lemma layer_stretches : forall l, exists D, 0 <= D /\ forall x y e,
  0 <= e -> (forall i, Rabs (x i - y i) <= e) ->
  forall j, Rabs (relu_layer l x j - relu_layer l y j) <= D * e.
Proof.
  induction l as [|u l (D & HD & IH)].
  - exists 0. split; [lra|]. intros x y e He _ [|j]; unfold relu_layer; simpl;
      rewrite Rminus_diag_eq, Rabs_R0; lra.
  - set (s := total (map Rabs (weights u))).
    assert (0 <= s) by (apply (total_not_negative _ Rabs); intro; apply Rabs_pos).
    exists (s + D). split; [lra|]. intros x y e He H' [|j].
    + unfold relu_layer. simpl. eapply Rle_trans; [apply r_near|]. unfold z.
      replace (dot (weights u) x + bias u - (dot (weights u) y + bias u))
        with (dot (weights u) x - dot (weights u) y) by ring.
      eapply Rle_trans; [apply (dot_near _ e); assumption|]. fold s. nra.
    + assert (W := IH x y e He H' j). unfold relu_layer in *. simpl. nra.
Qed.

Lemma through_stretches : forall ls, exists D, 0 <= D /\ forall x y e,
  0 <= e -> (forall i, Rabs (x i - y i) <= e) ->
  forall j, Rabs (through ls x j - through ls y j) <= D * e.
Proof.
  induction ls as [|l ls (D & HD & IH)].
  - exists 1. split; [lra|]. intros x y e He H j. simpl. rewrite Rmult_1_l. apply H.
  - destruct (layer_stretches l) as (C & HC & L). exists (D * C). split; [nra|].
    intros x y e He H j. simpl. rewrite Rmult_assoc. apply IH; [nra|]. now apply L.
Qed.

(* No network changes faster than some multiple of its input. *)
Lemma network_stretches : forall f : Network, exists D, 0 <= D /\
  forall a b, Rabs (f (pt a) - f (pt b)) <= D * Rabs (a - b).
Proof.
  intros [ls [w c]]. destruct (through_stretches ls) as (D & HD & H).
  set (s := total (map Rabs w)).
  assert (0 <= s) by (apply (total_not_negative _ Rabs); intro; apply Rabs_pos).
  exists (D * s). split; [nra|]. intros a b. unfold value_of, z. simpl.
  replace (dot w (through ls (pt a)) + c - (dot w (through ls (pt b)) + c))
    with (dot w (through ls (pt a)) - dot w (through ls (pt b))) by ring.
  eapply Rle_trans; [apply (dot_near w (D * Rabs (a - b)))|unfold s; lra].
  apply H; [apply Rabs_pos|]. intros [|i]; simpl; [lra|].
  rewrite Rminus_diag_eq, Rabs_R0; [apply Rabs_pos|reflexivity].
Qed.

Lemma formula_meets : forall (f : Network) m c t s e, (s = 1 \/ s = -1) -> 0 < e ->
  (forall y, 0 < y < e -> f (pt (t + s * y)) = m * (t + s * y) + c) -> f (pt t) = m * t + c.
Proof.
  intros f m c t s e Hs He H. destruct (network_stretches f) as (D & HD & L).
  set (g := Rabs (f (pt t) - (m * t + c))). assert (G : 0 <= g) by apply Rabs_pos.
  destruct (Req_EM_T g 0) as [Z | Z].
  { unfold g in Z. destruct (Req_dec (f (pt t) - (m * t + c)) 0) as [|N]; [lra|].
    apply Rabs_no_R0 in N. contradiction. }
  exfalso. set (K := D + Rabs m + 1). assert (PK : 0 < K) by (unfold K; assert (P := Rabs_pos m);
    lra).
  set (y := Rmin (e / 2) (g / 2 / K)).
  assert (Y : 0 < y) by (apply Rmin_pos; [lra|apply Rdiv_lt_0_compat; lra]).
  assert (Y1 : y <= e / 2) by apply Rmin_l. assert (Y2 : y <= g / 2 / K) by apply Rmin_r.
  specialize (H y ltac:(lra)). assert (Q := L t (t + s * y)). rewrite H in Q.
  assert (A : Rabs (t - (t + s * y)) = y).
  { replace (t - (t + s * y)) with (- (s * y)) by ring. rewrite Rabs_Ropp.
    destruct Hs; subst s; [rewrite Rabs_right|rewrite Rabs_left]; lra. }
  rewrite A in Q.
  assert (B : g <= D * y + Rabs m * y).
  { unfold g. replace (f (pt t) - (m * t + c))
      with (f (pt t) - (m * (t + s * y) + c) + m * (s * y)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_mult.
    assert (Rabs (s * y) = y) by (rewrite <- A at 2; rewrite <- Rabs_Ropp; f_equal; ring).
    rewrite H0. lra. }
  assert (y * K <= g / 2).
  { apply (Rmult_le_compat_r K) in Y2; [|lra].
    replace (g / 2 / K * K) with (g / 2) in Y2 by (field; lra).
    assumption. }
  unfold K in *. nra.
Qed.

(* One formula from s to t, another from t to u. *)
Theorem pieces_must_meet : forall (f : Network) s t u m c m' c', s < t < u ->
  (forall x, s < x < t -> f (pt x) = m * x + c) ->
  (forall x, t < x < u -> f (pt x) = m' * x + c') ->
  f (pt t) = m * t + c /\ f (pt t) = m' * t + c' /\ c' = c + (m - m') * t.
Proof.
  intros f s t u m c m' c' H A B.
  assert (E : f (pt t) = m * t + c).
  { apply (formula_meets f m c t (-1) (t - s)); [auto|lra|]. intros y Y. apply A. lra. }
  assert (E' : f (pt t) = m' * t + c').
  { apply (formula_meets f m' c' t 1 (u - t)); [auto|lra|]. intros y Y. apply B. lra. }
  repeat split; auto. lra.
Qed.
