(* Moving knots: chords in balance, the parabola and the root in n pieces. *)

(* The knots t, ts of an interval increase. *)
Fixpoint increase (t : R) (ts : list R) : Prop :=
  match ts with [] => True | s :: ts => t < s /\ increase s ts end.

(* Between the knots t, ts: a and b are neighbours. *)
Fixpoint neighbours (a b t : R) (ts : list R) : Prop :=
  match ts with [] => False | s :: ts => (a = t /\ b = s) \/ neighbours a b s ts end.

(* The chord of f from a to b, and the interpolant of f at the knots t, ts. *)
Definition chord (f : R -> R) (a b x : R) : R := f a + (f b - f a) * ((x - a) / (b - a)).
Fixpoint interpolant (f : R -> R) (t : R) (ts : list R) (x : R) : R :=
  match ts with
  | [] => f t
  | s :: ts => if Rle_dec x s then chord f t s x else interpolant f s ts x
  end.

(* Like `pieces`, but g may jump at the cuts. *)
Fixpoint jumping_pieces (g : R -> R) (t : R) (ts : list R) : Prop :=
  match ts with
  | [] => True
  | s :: ts => t <= s /\ (exists m c, forall x, t < x < s -> g x = m * x + c) /\
      jumping_pieces g s ts
  end.

Lemma neighbours_increase : forall ts t a b, increase t ts -> neighbours a b t ts ->
  t <= a /\ a < b.
Proof.
  induction ts as [|s ts IH]; intros t a b I N; [destruct N|]. destruct I as [L I].
  destruct N as [[-> ->] | N]; [lra|]. destruct (IH s a b I N). lra.
Qed.

Lemma chord_at_ends : forall f a b, a < b -> chord f a b a = f a /\ chord f a b b = f b.
Proof. intros f a b H. unfold chord. split; field; lra. Qed.

Lemma interpolant_on : forall f ts t a b x, increase t ts -> neighbours a b t ts -> a <= x <= b ->
  interpolant f t ts x = chord f a b x.
Proof.
  intros f. induction ts as [|s ts IH]; intros t a b x I N X; [destruct N|].
  destruct I as [L I]. simpl. destruct N as [[-> ->] | N].
  - destruct (Rle_dec x s); [reflexivity|lra].
  - destruct (neighbours_increase ts s a b I N) as [A B]. destruct (Rle_dec x s) as [K | K].
    + assert (x = s) by lra. assert (a = s) by lra. subst.
      destruct (chord_at_ends f t s L) as [_ ->]. now destruct (chord_at_ends f s b B) as [-> _].
    + now apply IH.
Qed.

Lemma between_neighbours : forall ts t x, increase t ts -> ts <> [] -> t <= x <= last ts t ->
  exists a b, neighbours a b t ts /\ a <= x <= b.
Proof.
  induction ts as [|s ts IH]; intros t x I N X; [congruence|]. destruct I as [L I].
  assert (E : last (s :: ts) t = last ts s) by apply last_cons. rewrite E in X.
  destruct (Rle_dec x s) as [K | K]; [exists t, s; simpl; split; [auto|lra]|].
  destruct ts as [|s' ts]; [simpl in X; lra|].
  destruct (IH s x I ltac:(discriminate) ltac:(lra)) as (a & b & H & B).
  exists a, b. split; [now right|assumption].
Qed.

Lemma pieces_by_neighbours : forall g ts t, increase t ts ->
  (forall a b, neighbours a b t ts -> exists m c, forall x, a <= x <= b -> g x = m * x + c) ->
  pieces g t ts.
Proof.
  intros g. induction ts as [|s ts IH]; intros t I H; [exact Logic.I|]. destruct I as [L I].
  split; [lra|]. split; [apply H; now left|]. apply IH; [assumption|]. intros a b N. apply H.
  now right.
Qed.

(* The interpolant, moved up or down, is continuous with one piece from each knot to the next. *)
Lemma interpolant_pieces : forall f t ts q, increase t ts ->
  pieces (fun x => interpolant f t ts x + q) t ts.
Proof.
  intros f t ts q I. apply pieces_by_neighbours; [assumption|]. intros a b N.
  destruct (neighbours_increase ts t a b I N) as [A B].
  exists ((f b - f a) / (b - a)), (f a - (f b - f a) / (b - a) * a + q). intros x X.
  rewrite (interpolant_on f ts t a b x I N X). unfold chord. field. lra.
Qed.

Lemma interpolant_errs : forall f t ts q e, increase t ts -> ts <> [] ->
  (forall a b x, neighbours a b t ts -> a <= x <= b -> Rabs (chord f a b x + q - f x) <= e) ->
  forall x, t <= x <= last ts t -> Rabs (interpolant f t ts x + q - f x) <= e.
Proof.
  intros f t ts q e I N H x X. destruct (between_neighbours ts t x I N X) as (a & b & K & B).
  rewrite (interpolant_on f ts t a b x I K B). now apply H.
Qed.

(* What a continuous function keeps between a and b it keeps at a and b. *)
Lemma at_the_ends : forall h E a b, a < b -> continuity_pt h a -> continuity_pt h b ->
  (forall x, a < x < b -> Rabs (h x) <= E) -> Rabs (h a) <= E /\ Rabs (h b) <= E.
Proof.
  intros h E a b L Ca Cb H.
  assert (one : forall t s, (s = 1 \/ s = -1) ->
    (forall y, 0 < y < b - a -> a < t + s * y < b) -> continuity_pt h t -> Rabs (h t) <= E).
  { intros t s Hs In C. destruct (Rle_dec (Rabs (h t)) E) as [|N]; [assumption|]. exfalso.
    destruct (C (Rabs (h t) - E) ltac:(lra)) as (d & Hd & K). simpl in K. unfold R_dist in K.
    set (y := Rmin (d / 2) ((b - a) / 2)). assert (0 < y) by (apply Rmin_pos; lra).
    assert (y <= d / 2) by apply Rmin_l. assert (y <= (b - a) / 2) by apply Rmin_r.
    assert (D : Rabs (h (t + s * y) - h t) < Rabs (h t) - E).
    { apply K. split; [split; [exact Logic.I|]|].
      - destruct Hs; subst; lra.
      - replace (t + s * y - t) with (s * y) by ring. destruct Hs; subst s.
        + rewrite Rabs_right; lra.
        + rewrite Rabs_left; lra. }
    assert (B := H (t + s * y) (In y ltac:(lra))).
    assert (T := Rabs_triang_inv (h t) (h t - h (t + s * y))).
    replace (h t - (h t - h (t + s * y))) with (h (t + s * y)) in T by ring.
    rewrite (Rabs_minus_sym (h t)) in T. lra. }
  split; [apply (one a 1)|apply (one b (-1))]; auto; intros; lra.
Qed.

(* Fewer cuts than knots leave two neighbours without a cut between them. *)
Lemma some_interval_is_uncut : forall g ts t p ks, jumping_pieces g t ts -> increase p ks ->
  t <= p -> last ks p <= last ts t -> (length ts <= length ks)%nat -> ks <> [] ->
  exists a b m c, neighbours a b p ks /\ forall x, a < x < b -> g x = m * x + c.
Proof.
  intros g. assert (grows : forall ks p, increase p ks -> p <= last ks p).
  { induction ks as [|k ks IH]; intros p I; [simpl; lra|]. destruct I as [L I].
    rewrite last_cons. specialize (IH k I). lra. }
  induction ts as [|s ts IH]; intros t p [|k ks] G I T Hl Hn N; try congruence.
  - exfalso. destruct I as [L I]. rewrite last_cons in Hl. specialize (grows ks k I).
    simpl in Hl. lra.
  - destruct G as (S & (m & c & G) & G'). destruct I as [L I]. rewrite !last_cons in Hl.
    destruct (Rle_dec k s) as [K | K].
    + exists p, k, m, c. split; [now left|]. intros x X. apply G. lra.
    + destruct ks as [|k' ks].
      * exfalso. simpl in Hn, Hl. assert (ts = []) by (destruct ts; [reflexivity|simpl in Hn; lia]).
        subst. simpl in Hl. lra.
      * destruct (IH s k (k' :: ks) G' I ltac:(lra) Hl ltac:(simpl in *; lia) ltac:(discriminate))
          as (a & b & m' & c' & H & F).
        exists a, b, m', c'. split; [now right|assumption].
Qed.

(* If between any two neighbouring knots f leaves its chord by d somewhere, then no function of as
   many pieces, with jumps or without, is nearer to f than d / 2. *)
Theorem chords_in_balance_bound : forall f p ks d g ts, increase p ks -> ks <> [] ->
  (forall x, p <= x <= last ks p -> continuity_pt f x) ->
  (forall a b, neighbours a b p ks -> exists x, a <= x <= b /\ d <= Rabs (f x - chord f a b x)) ->
  jumping_pieces g p ts -> last ts p = last ks p -> (length ts <= length ks)%nat ->
  forall E, (forall x, p <= x <= last ks p -> Rabs (g x - f x) <= E) -> d / 2 <= E.
Proof.
  intros f p ks d g ts I N C H G Hl Hn E HE.
  destruct (some_interval_is_uncut g ts p p ks G I ltac:(lra) ltac:(lra) Hn N)
    as (a & b & m & c & K & F).
  destruct (neighbours_increase ks p a b I K) as [A B].
  assert (W : b <= last ks p).
  { clear -I K. revert p I K. induction ks as [|k ks IH]; intros p I K; [destruct K|].
    destruct I as [L I]. rewrite last_cons. destruct K as [[-> ->] | K]; [|now apply IH].
    clear -I. revert k I. induction ks as [|s ks IH]; intros k I; [simpl; lra|].
    destruct I as [L I]. rewrite last_cons. specialize (IH s I). lra. }
  set (h := fun x => m * x + c - f x).
  assert (Ch : forall x, p <= x <= last ks p -> continuity_pt h x).
  { intros x X. unfold h. apply continuity_pt_minus; [|now apply C].
    apply derivable_continuous_pt. reg. }
  destruct (at_the_ends h E a b B (Ch a ltac:(lra)) (Ch b ltac:(lra))) as [Ea Eb].
  { intros x X. unfold h. rewrite <- F by assumption. apply HE. lra. }
  destruct (H a b K) as (x & X & D).
  assert (Ex : Rabs (h x) <= E).
  { destruct (Req_EM_T x a) as [->|]; [assumption|].
    destruct (Req_EM_T x b) as [->|]; [assumption|].
    unfold h. rewrite <- F by lra. apply HE. lra. }
  set (l := (x - a) / (b - a)). assert (Hl0 : 0 <= l <= 1).
  { unfold l. assert (0 < / (b - a)) by (apply Rinv_0_lt_compat; lra). unfold Rdiv.
    split; [apply Rmult_le_pos; lra|]. apply (Rmult_le_reg_r (b - a)); [lra|].
    rewrite Rmult_assoc, Rinv_l; lra. }
  assert (X' : x = (1 - l) * a + l * b) by (unfold l; field; lra).
  assert (Z : f x - chord f a b x = (1 - l) * h a + l * h b - h x).
  { unfold chord, h. fold l. rewrite X' at 2. ring. }
  rewrite Z in D. clear -D Ea Eb Ex Hl0.
  assert (Rabs ((1 - l) * h a + l * h b - h x) <= 2 * E); [|lra].
  eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp.
  assert (Rabs ((1 - l) * h a + l * h b) <= E); [|lra].
  eapply Rle_trans; [apply Rabs_triang|].
  rewrite !Rabs_mult, (Rabs_right (1 - l)), (Rabs_right l) by lra.
  nra.
Qed.

(* If f lies above each chord, by at most d, then the interpolant at these knots, moved up by d / 2,
   errs by at most d / 2; so it does, moved down, if f lies below. *)
Theorem chords_in_balance_reach : forall f p ks d, increase p ks -> ks <> [] ->
  ((forall a b x, neighbours a b p ks -> a <= x <= b -> 0 <= f x - chord f a b x <= d) ->
   forall x, p <= x <= last ks p -> Rabs (interpolant f p ks x + d / 2 - f x) <= d / 2) /\
  ((forall a b x, neighbours a b p ks -> a <= x <= b -> 0 <= chord f a b x - f x <= d) ->
   forall x, p <= x <= last ks p -> Rabs (interpolant f p ks x + - d / 2 - f x) <= d / 2).
Proof.
  intros f p ks d I N.
  split; intros H; apply interpolant_errs; auto; intros a b x K X; specialize (H a b x K X);
    apply Rabs_le; lra.
Qed.

Lemma formula_neighbours : forall (k : nat -> R) n j a b,
  neighbours a b (k j) (map k (seq (S j) n)) ->
  exists i, (j <= i < j + n)%nat /\ a = k i /\ b = k (S i).
Proof.
  intros k. induction n; intros j a b H; [destruct H|]. destruct H as [[-> ->] | H].
  - exists j. split; [lia|auto].
  - destruct (IHn (S j) a b H) as (i & Hi & E). exists i. split; [lia|assumption].
Qed.

Lemma formula_increase : forall (k : nat -> R) n j,
  (forall i, (j <= i < j + n)%nat -> k i < k (S i)) -> increase (k j) (map k (seq (S j) n)).
Proof.
  intros k. induction n; intros j H; [exact Logic.I|]. split; [apply H; lia|].
  apply IHn. intros i Hi. apply H. lia.
Qed.

Lemma formula_last : forall (k : nat -> R) n j, last (map k (seq (S j) n)) (k j) = k (j + n)%nat.
Proof.
  intros k. induction n; intro j; [simpl; f_equal; lia|]. cbn [seq map]. rewrite last_cons, IHn.
  f_equal. lia.
Qed.

Lemma formula_length : forall (k : nat -> R) n j, length (map k (seq j n)) = n.
Proof. intros. now rewrite map_length, seq_length. Qed.

(* n equally long pieces of [0, 1]: the knots after 0. *)
Definition equal_knots (n : nat) : list R := map (fun j => INR j / INR n) (seq 1 n).

Lemma equal_step : forall n i, (0 < n)%nat -> INR (S i) / INR n - INR i / INR n = / INR n.
Proof.
  intros n i H. rewrite S_INR. field. apply not_0_INR. lia.
Qed.

Lemma equal_knots_are : forall n, (0 < n)%nat ->
  increase 0 (equal_knots n) /\ equal_knots n <> [] /\ last (equal_knots n) 0 = 1 /\
  length (equal_knots n) = n /\ forall a b, neighbours a b 0 (equal_knots n) ->
    exists i, (i < n)%nat /\ a = INR i / INR n /\ b = INR (S i) / INR n.
Proof.
  intros n H. assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  set (k := fun j => INR j / INR n).
  assert (Z : k 0%nat = 0) by (unfold k; simpl; field; lra).
  unfold equal_knots. fold k. split; [|split; [|split; [|split]]].
  - rewrite <- Z. apply formula_increase. intros i _. unfold k.
    assert (E := equal_step n i H). assert (0 < / INR n) by now apply Rinv_0_lt_compat. lra.
  - destruct n; [lia|discriminate].
  - rewrite <- Z at 1. rewrite formula_last. simpl plus. unfold k. field. lra.
  - apply formula_length.
  - intros a b K. rewrite <- Z in K. apply formula_neighbours in K.
    destruct K as (i & Hi & E). exists i. split; [lia|assumption].
Qed.

Lemma parabola_chord : forall a b x, a < b ->
  chord (fun x => x ^ 2) a b x - x ^ 2 = (x - a) * (b - x).
Proof. intros. unfold chord. field. lra. Qed.

Lemma squares_of_steps : forall n, (0 < n)%nat -> 1 / (4 * INR n ^ 2) = (/ INR n) ^ 2 / 4.
Proof. intros n H. field. apply not_0_INR. lia. Qed.

Lemma parabola_misses : forall n a b x, (0 < n)%nat -> b - a = / INR n -> a <= x <= b ->
  0 <= chord (fun x => x ^ 2) a b x - x ^ 2 <= 1 / (4 * INR n ^ 2).
Proof.
  intros n a b x H E X. assert (0 < / INR n) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
  rewrite parabola_chord, squares_of_steps, <- E by (assumption || lra).
  split; [apply Rmult_le_pos; lra|]. assert (Q := pow2_ge_0 (2 * x - a - b)). nra.
Qed.

(* On [0, 1] g has at most n affine pieces, and may jump from one to the next. *)
Definition jumping_pieces_on_unit_interval (g : R -> R) (n : nat) : Prop :=
  exists ts, length ts = n /\ last ts 0 = 1 /\ jumping_pieces g 0 ts.

Theorem no_n_pieces_are_nearer_to_the_parabola : forall n g E, (0 < n)%nat ->
  jumping_pieces_on_unit_interval g n ->
  (forall x, 0 <= x <= 1 -> Rabs (g x - x ^ 2) <= E) -> 1 / (8 * INR n ^ 2) <= E.
Proof.
  intros n g E H (ts & Hl & H1 & G) HE.
  destruct (equal_knots_are n H) as (I & N & L & Len & K).
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  replace (1 / (8 * INR n ^ 2)) with (1 / (4 * INR n ^ 2) / 2) by (field; lra).
  apply (chords_in_balance_bound (fun x => x ^ 2) 0 (equal_knots n) _ g ts); auto; try congruence.
  - intros x _. apply derivable_continuous_pt. reg.
  - intros a b Q. destruct (K a b Q) as (i & Hi & Ea & Eb). exists ((a + b) / 2).
    assert (S := equal_step n i H). rewrite <- Ea, <- Eb in S.
    assert (0 < / INR n) by now apply Rinv_0_lt_compat. split; [lra|].
    assert (W := parabola_chord a b ((a + b) / 2) ltac:(lra)).
    rewrite Rabs_minus_sym, W, squares_of_steps, <- S by assumption.
    apply Rle_trans with (2 := Rle_abs _). lra.
  - rewrite Hl, Len. lia.
  - intros x X. apply HE. rewrite L in X. exact X.
Qed.

Theorem equal_pieces_of_the_parabola : forall n, (0 < n)%nat ->
  let g := interpolant (fun x => x ^ 2) 0 (equal_knots n) in
  pieces_on_unit_interval (fun x => g x + - (1 / (4 * INR n ^ 2)) / 2) n /\
  (forall x, 0 <= x <= 1 -> Rabs (g x + - (1 / (4 * INR n ^ 2)) / 2 - x ^ 2) <= 1 / (8 * INR n ^
    2)).
Proof.
  intros n H g. destruct (equal_knots_are n H) as (I & N & L & Len & K).
  assert (P : 0 < INR n) by (apply lt_0_INR; lia). split.
  - exists (equal_knots n). split; [assumption|]. split; [assumption|].
    now apply interpolant_pieces.
  - intros x X. replace (1 / (8 * INR n ^ 2)) with (1 / (4 * INR n ^ 2) / 2) by (field; lra).
    apply (chords_in_balance_reach (fun x => x ^ 2) 0 (equal_knots n) _ I N).
    + intros a b y Q Y. destruct (K a b Q) as (i & Hi & Ea & Eb).
      apply parabola_misses; [assumption| |assumption]. rewrite Ea, Eb. now apply equal_step.
    + rewrite L. assumption.
Qed.

Theorem the_interpolant_of_the_parabola : forall n, (0 < n)%nat ->
  let g := interpolant (fun x => x ^ 2) 0 (equal_knots n) in
  (forall x, 0 <= x <= 1 -> Rabs (g x - x ^ 2) <= 1 / (4 * INR n ^ 2)) /\
  exists x, 0 <= x <= 1 /\ g x - x ^ 2 = 1 / (4 * INR n ^ 2).
Proof.
  intros n H g. destruct (equal_knots_are n H) as (I & N & L & Len & K).
  assert (P : 0 < INR n) by (apply lt_0_INR; lia). split.
  - intros x X. unfold g. rewrite <- (Rplus_0_r (interpolant _ _ _ _)).
    apply interpolant_errs; auto; [|rewrite L; assumption].
    intros a b y Q Y. destruct (K a b Q) as (i & Hi & Ea & Eb).
    assert (W := parabola_misses n a b y H ltac:(rewrite Ea, Eb; now apply equal_step) Y).
    cbv beta in W. rewrite Rabs_right; lra.
  - assert (J : / INR n <= 1).
    { rewrite <- Rinv_1. apply Rinv_le_contravar; [lra|]. change 1 with (INR 1). apply le_INR. lia.
      }
    assert (0 < / INR n) by now apply Rinv_0_lt_compat.
    exists (/ INR n / 2). split; [lra|]. unfold g.
    assert (Q : neighbours 0 (/ INR n) 0 (equal_knots n)).
    { unfold equal_knots. destruct n; [lia|]. left. split; [reflexivity|]. simpl (INR 1).
      unfold Rdiv. ring. }
    rewrite (interpolant_on _ _ _ 0 (/ INR n) _ I Q) by lra.
    rewrite parabola_chord, squares_of_steps by (assumption || lra). lra.
Qed.

(* 0, 1, 3, 6, 10, ... *)
Definition triangular (j : nat) : R := INR j * (INR j + 1) / 2.
Definition triangular_knots (n : nat) : list R :=
  map (fun j => (triangular j / triangular n) ^ 2) (seq 1 n).

Lemma root_chord : forall a b u, 0 <= a -> a < b -> 0 <= u ->
  sqrt (u ^ 2) - chord sqrt (a ^ 2) (b ^ 2) (u ^ 2) = (u - a) * (b - u) / (a + b).
Proof.
  intros a b u A B U. unfold chord. rewrite !sqrt_pow2 by lra. field.
  split; [lra|]. replace (b ^ 2 - a ^ 2) with ((b - a) * (b + a)) by ring. nra.
Qed.

(* The chord from a^2 to b^2 misses the root by d at most, and by d somewhere. *)
Lemma root_misses : forall a b d, 0 <= a -> a < b -> d = (b - a) ^ 2 / (4 * (a + b)) ->
  (forall x, a ^ 2 <= x <= b ^ 2 -> 0 <= sqrt x - chord sqrt (a ^ 2) (b ^ 2) x <= d) /\
  exists x, a ^ 2 <= x <= b ^ 2 /\ d <= Rabs (sqrt x - chord sqrt (a ^ 2) (b ^ 2) x).
Proof.
  intros a b d A B D. assert (I : 0 < / (a + b)) by (apply Rinv_0_lt_compat; lra).
  assert (D' : d = (b - a) ^ 2 / 4 * / (a + b)) by (rewrite D; field; lra). split.
  - intros x X. assert (X0 : 0 <= x) by (assert (Q := pow2_ge_0 a); lra).
    assert (Eu : exists u, 0 <= u /\ x = u ^ 2).
    { exists (sqrt x). split; [apply sqrt_pos|symmetry; now apply pow2_sqrt]. }
    destruct Eu as (u & U & ->). rewrite root_chord by assumption.
    assert (a <= u) by nra. assert (u <= b) by nra. unfold Rdiv. rewrite D'. split.
    + apply Rmult_le_pos; [apply Rmult_le_pos; lra|lra].
    + apply Rmult_le_compat_r; [lra|]. assert (Q := pow2_ge_0 (2 * u - a - b)). nra.
  - exists (((a + b) / 2) ^ 2). split; [split; apply pow_incr; lra|].
    rewrite root_chord by lra. eapply Rle_trans; [|apply Rle_abs]. rewrite D'. right. field. lra.
Qed.

Lemma triangular_step : forall j, triangular (S j) - triangular j = INR j + 1.
Proof. intro j. unfold triangular. rewrite S_INR. field. Qed.
Lemma triangular_sum : forall j, triangular (S j) + triangular j = (INR j + 1) ^ 2.
Proof. intro j. unfold triangular. rewrite S_INR. field. Qed.
Lemma triangular_positive : forall j, 0 <= triangular j /\ 0 < triangular (S j).
Proof. intro j. unfold triangular. rewrite S_INR. assert (P := pos_INR j). split; nra. Qed.

Lemma triangular_knots_are : forall n, (0 < n)%nat ->
  increase 0 (triangular_knots n) /\ triangular_knots n <> [] /\ last (triangular_knots n) 0 = 1 /\
  length (triangular_knots n) = n /\ forall s t, neighbours s t 0 (triangular_knots n) ->
    exists a b, 0 <= a /\ a < b /\ s = a ^ 2 /\ t = b ^ 2 /\
      (b - a) ^ 2 / (4 * (a + b)) = 1 / (2 * INR n * (INR n + 1)).
Proof.
  intros n H. assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  assert (T : 0 < triangular n) by (destruct n; [lia|apply triangular_positive]).
  assert (Z : (triangular 0 / triangular n) ^ 2 = 0)
    by (unfold triangular at 1;
    simpl INR; field; lra).
  set (k := fun j => (triangular j / triangular n) ^ 2).
  assert (up : forall i, 0 <= triangular i / triangular n < triangular (S i) / triangular n).
  { intro i. assert (Q := triangular_step i). assert (W := pos_INR i).
    assert (0 < / triangular n) by now apply Rinv_0_lt_compat. destruct (triangular_positive i).
    unfold Rdiv. split; [apply Rmult_le_pos; lra|apply Rmult_lt_compat_r; lra]. }
  unfold triangular_knots. fold k. change ((triangular 0 / triangular n) ^ 2) with (k 0%nat) in Z.
  split; [|split; [|split; [|split]]].
  - rewrite <- Z. apply formula_increase. intros i _. unfold k. specialize (up i). simpl. nra.
  - destruct n; [lia|discriminate].
  - rewrite <- Z at 1. rewrite formula_last. simpl plus. unfold k. field. lra.
  - apply formula_length.
  - intros s t K. rewrite <- Z in K. apply formula_neighbours in K.
    destruct K as (i & Hi & -> & ->).
    exists (triangular i / triangular n), (triangular (S i) / triangular n).
    destruct (up i) as [U V]. repeat split; auto.
    assert (S1 := triangular_step i). assert (S2 := triangular_sum i). assert (W := pos_INR i).
    replace (triangular (S i) / triangular n - triangular i / triangular n)
      with ((INR i + 1) / triangular n) by (rewrite <- S1; field; lra).
    replace (triangular i / triangular n + triangular (S i) / triangular n)
      with ((INR i + 1) ^ 2 / triangular n) by (rewrite <- S2; field; lra).
    unfold triangular. field. repeat split; lra.
Qed.

Theorem no_n_pieces_are_nearer_to_the_root : forall n g E, (0 < n)%nat ->
  jumping_pieces_on_unit_interval g n ->
  (forall x, 0 <= x <= 1 -> Rabs (g x - sqrt x) <= E) -> 1 / (4 * INR n * (INR n + 1)) <= E.
Proof.
  intros n g E H (ts & Hl & H1 & G) HE.
  destruct (triangular_knots_are n H) as (I & N & L & Len & K).
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  replace (1 / (4 * INR n * (INR n + 1))) with (1 / (2 * INR n * (INR n + 1)) / 2) by (field; lra).
  apply (chords_in_balance_bound sqrt 0 (triangular_knots n) _ g ts); auto; try congruence.
  - intros x [X _]. now apply continuity_pt_sqrt.
  - intros s t Q. destruct (K s t Q) as (a & b & A & B & -> & -> & D).
    apply (root_misses a b); auto.
  - rewrite Hl, Len. lia.
  - intros x X. apply HE. rewrite L in X. exact X.
Qed.

Theorem triangular_pieces_of_the_root : forall n, (0 < n)%nat ->
  let g := interpolant sqrt 0 (triangular_knots n) in
  let q := 1 / (2 * INR n * (INR n + 1)) / 2 in
  pieces_on_unit_interval (fun x => g x + q) n /\
  (forall x, 0 <= x <= 1 -> Rabs (g x + q - sqrt x) <= 1 / (4 * INR n * (INR n + 1))).
Proof.
  intros n H g q. destruct (triangular_knots_are n H) as (I & N & L & Len & K).
  assert (P : 0 < INR n) by (apply lt_0_INR; lia). split.
  - exists (triangular_knots n). split; [assumption|]. split; [assumption|].
    now apply interpolant_pieces.
  - intros x X. replace (1 / (4 * INR n * (INR n + 1))) with q by (unfold q; field; lra).
    apply (chords_in_balance_reach sqrt 0 (triangular_knots n) _ I N).
    + intros s t y Q Y. destruct (K s t Q) as (a & b & A & B & -> & -> & D).
      now apply (root_misses a b).
    + rewrite L. assumption.
Qed.

Theorem n_equal_pieces_of_the_root_err : forall n g E, (0 < n)%nat ->
  (forall a b, neighbours a b 0 (equal_knots n) ->
    exists m c, forall x, a < x < b -> g x = m * x + c) ->
  (forall x, 0 <= x <= 1 -> Rabs (g x - sqrt x) <= E) -> 1 / (8 * sqrt (INR n)) <= E.
Proof.
  intros n g E H G HE. assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  assert (S : 0 < sqrt (INR n)) by now apply sqrt_lt_R0.
  set (e := / sqrt (INR n)). assert (He : 0 < e) by now apply Rinv_0_lt_compat.
  assert (E2 : e ^ 2 = / INR n).
  { unfold e. rewrite <- (sqrt_sqrt (INR n)) at 2 by lra. field. lra. }
  assert (J : / INR n <= 1).
  { rewrite <- Rinv_1. apply Rinv_le_contravar; [lra|]. change 1 with (INR 1). apply le_INR. lia. }
  replace (1 / (8 * sqrt (INR n))) with (e / 4 / 2) by (unfold e; field; lra).
  assert (Q : neighbours 0 (e ^ 2) 0 (equal_knots n)).
  { rewrite E2. unfold equal_knots. destruct n; [lia|]. left. split; [reflexivity|]. simpl (INR 1).
    unfold Rdiv. ring. }
  destruct (G _ _ Q) as (m & c & F). assert (0 < e ^ 2) by nra.
  apply (chords_in_balance_bound sqrt 0 [e ^ 2] (e / 4) g [e ^ 2]).
  - split; [assumption|exact Logic.I].
  - discriminate.
  - intros x [X _]. now apply continuity_pt_sqrt.
  - intros a b [[-> ->] | []]. replace 0 with (0 ^ 2) by ring. apply (root_misses 0 e); [lra|lra|].
    field. lra.
  - split; [lra|]. split; [|exact Logic.I]. exists m, c. exact F.
  - reflexivity.
  - simpl. lia.
  - intros x X. apply HE. simpl in X. lra.
Qed.

Theorem equal_pieces_of_the_root : forall n, (0 < n)%nat ->
  let g := interpolant sqrt 0 (equal_knots n) in
  let q := 1 / (4 * sqrt (INR n)) / 2 in
  pieces (fun x => g x + q) 0 (equal_knots n) /\
  (forall x, 0 <= x <= 1 -> Rabs (g x + q - sqrt x) <= 1 / (8 * sqrt (INR n))).
Proof.
  intros n H g q. destruct (equal_knots_are n H) as (I & N & L & Len & K).
  split; [now apply interpolant_pieces|]. intros x X.
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  assert (S : 0 < sqrt (INR n)) by now apply sqrt_lt_R0.
  set (e := / sqrt (INR n)). assert (He : 0 < e) by now apply Rinv_0_lt_compat.
  assert (E2 : e ^ 2 = / INR n).
  { unfold e. rewrite <- (sqrt_sqrt (INR n)) at 2 by lra. field. lra. }
  replace (1 / (8 * sqrt (INR n))) with (1 / (4 * sqrt (INR n)) / 2) by (field; lra).
  apply (chords_in_balance_reach sqrt 0 (equal_knots n) _ I N); [|rewrite L; assumption].
  intros s t y Q Y. destruct (K s t Q) as (i & Hi & Es & Et).
  assert (D := equal_step n i H). rewrite <- Es, <- Et in D.
  assert (Hs : 0 <= s) by (rewrite Es; apply Rmult_le_pos; [apply pos_INR|rewrite <- E2; nra]).
  assert (0 < / INR n) by now apply Rinv_0_lt_compat.
  set (a := sqrt s). set (b := sqrt t).
  assert (A2 : a ^ 2 = s) by (apply pow2_sqrt; lra).
  assert (B2 : b ^ 2 = t) by (apply pow2_sqrt; lra).
  assert (A : 0 <= a) by apply sqrt_pos. assert (B : 0 <= b) by apply sqrt_pos.
  assert (AB : a < b) by nra.
  destruct (root_misses a b _ A AB eq_refl) as [M _].
  assert (W := M y ltac:(rewrite A2, B2; assumption)). rewrite A2, B2 in W.
  split; [apply W|]. eapply Rle_trans; [apply W|].
  replace (1 / (4 * sqrt (INR n))) with (e / 4) by (unfold e; field; lra).
  assert (Z : (b - a) * (b + a) = e ^ 2) by nra.
  assert (e <= b) by nra. assert (b - a <= e) by nra.
  apply (Rmult_le_reg_r (4 * (a + b))); [lra|].
  replace ((b - a) ^ 2 / (4 * (a + b)) * (4 * (a + b))) with ((b - a) ^ 2) by (field; lra).
  nra.
Qed.
