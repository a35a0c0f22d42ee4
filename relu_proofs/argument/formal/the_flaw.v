(* The flaw: finitely many affine maps make finitely many pieces. *)

(* On S, f is a continuous function of the first d coordinates. *)
Definition continuous_in (d : nat) (S : Point -> Prop) (f : Point -> R) : Prop :=
  forall x, S x -> forall e, 0 < e -> exists a, 0 < a /\
    forall y, S y -> (forall i, (i < d)%nat -> Rabs (y i - x i) < a) -> Rabs (f y - f x) < e.

(* The affine map with the weights and the constant of u is f on all of S. *)
Definition is_on (S : Point -> Prop) (u : Unit) (f : Point -> R) : Prop :=
  forall x, S x -> f x = z u x.

(* Cut a set by the sign of each z: below 0, at 0, above 0. *)
Fixpoint cells (S : Point -> Prop) (us : list Unit) : list (Point -> Prop) :=
  match us with
  | [] => [S]
  | u :: us => flat_map (fun C : Point -> Prop =>
      [(fun x => C x /\ z u x < 0); (fun x => C x /\ z u x = 0); (fun x => C x /\ 0 < z u x)])
      (cells S us)
  end.

Lemma cells_cover : forall (S : Point -> Prop) us x, S x -> exists C, In C (cells S us) /\ C x.
Proof.
  induction us as [|u us IH]; intros x Hx; simpl; [exists S; auto|].
  destruct (IH x Hx) as (C & HC & Cx).
  destruct (Rtotal_order (z u x) 0) as [L | [E | G]].
  - exists (fun x => C x /\ z u x < 0). split; [|auto]. apply in_flat_map. exists C. simpl. auto.
  - exists (fun x => C x /\ z u x = 0). split; [|auto]. apply in_flat_map. exists C. simpl. auto.
  - exists (fun x => C x /\ 0 < z u x). split; [|split; [assumption|lra]]. apply in_flat_map.
    exists C. simpl. auto.
Qed.

(* A set on which z keeps one of the three signs. *)
Definition one_sign (C : Point -> Prop) (u : Unit) : Prop :=
  (forall x, C x -> z u x < 0) \/ (forall x, C x -> z u x = 0) \/ (forall x, C x -> 0 < z u x).

Lemma cells_are : forall S us, convex_set S -> forall C, In C (cells S us) ->
  convex_set C /\ (forall x, C x -> S x) /\ forall u, In u us -> one_sign C u.
Proof.
  intros S. induction us as [|u us IH]; intros HS C HC; simpl in HC.
  - destruct HC as [<- | []]. simpl. tauto.
  - apply in_flat_map in HC. destruct HC as (B & HB & HC). destruct (IH HS B HB) as (K & I & O).
    assert (old : forall (P : Point -> Prop), (forall x, C x -> B x /\ P x) ->
      (forall x, C x -> S x) /\ forall u', In u' us -> one_sign C u').
    { intros P HP. split; [intros x Hx; now apply I, HP|]. intros u' Hu'.
      destruct (O u' Hu') as [Q | [Q | Q]]; [left | right; left | right; right];
        intros x Hx; now apply Q, HP. }
    simpl in HC. destruct HC as [<- | [<- | [<- | []]]].
    + split; [intros x y t [Bx Zx] [By Zy] T; split; [now apply K|rewrite z_between; nra]|].
      destruct (old (fun x => z u x < 0) ltac:(auto)) as [A O']. split; [exact A|].
      intros u' [<- | Hu']; [left; intros x Hx; apply Hx|now apply O'].
    + split; [intros x y t [Bx Zx] [By Zy] T; split; [now apply K|rewrite z_between; nra]|].
      destruct (old (fun x => z u x = 0) ltac:(auto)) as [A O']. split; [exact A|].
      intros u' [<- | Hu']; [right; left; intros x Hx; apply Hx|now apply O'].
    + split; [intros x y t [Bx Zx] [By Zy] T; split; [now apply K|rewrite z_between; nra]|].
      destruct (old (fun x => 0 < z u x) ltac:(auto)) as [A O']. split; [exact A|].
      intros u' [<- | Hu']; [right; right; intros x Hx; apply Hx|now apply O'].
Qed.

(* Two maps less each other: where z is 0 they agree. *)
Definition difference (u v : Unit) : Unit :=
  unit_of (longer_sum (weights u) (map (Rmult (-1)) (weights v))) (bias u - bias v).
Lemma z_difference : forall u v x, z (difference u v) x = z u x - z v x.
Proof.
  intros. unfold z, difference. cbn [weights bias]. rewrite dot_longer_sum, dot_map_times. lra.
Qed.
Definition differences (us : list Unit) : list Unit :=
  flat_map (fun u => map (difference u) us) us.

Lemma in_differences : forall u v us, In u us -> In v us -> In (difference u v) (differences us).
Proof. intros. apply in_flat_map. exists u. split; [assumption|]. now apply in_map. Qed.

(* On a segment between two points of such a set, each difference is 0 or stays away from 0. *)
Lemma away_from_zero : forall (C : Point -> Prop) u x y, C x -> C y -> forall us,
  (forall v, In v us -> one_sign C (difference v u)) -> exists m, 0 < m /\
  forall v t, In v us -> 0 <= t <= 1 ->
    z v (along t x y) = z u (along t x y) \/ m <= Rabs (z v (along t x y) - z u (along t x y)).
Proof.
  intros C u x y Hx Hy. induction us as [|v us IH]; intro H; [exists 1; simpl; split; [lra|tauto]|].
  destruct (IH (fun v i => H v (or_intror i))) as (m & Hm & K). set (D := difference v u).
  assert (W : exists n, 0 < n /\ forall t, 0 <= t <= 1 ->
    z D (along t x y) = 0 \/ n <= Rabs (z D (along t x y))).
  { destruct (H v (or_introl eq_refl)) as [N | [Z | P]].
    - exists (Rmin (- z D x) (- z D y)). assert (A := N x Hx). assert (B := N y Hy). fold D in A, B.
      split; [apply Rmin_pos; lra|]. intros t T. right. rewrite z_between.
      assert (L := Rmin_l (- z D x) (- z D y)). assert (M := Rmin_r (- z D x) (- z D y)).
      rewrite Rabs_left1 by nra. nra.
    - exists 1. split; [lra|]. intros t T. left. rewrite z_between.
      assert (A := Z x Hx). assert (B := Z y Hy). fold D in A, B. rewrite A, B. lra.
    - exists (Rmin (z D x) (z D y)). assert (A := P x Hx). assert (B := P y Hy). fold D in A, B.
      split; [apply Rmin_pos; lra|]. intros t T. right. rewrite z_between.
      assert (L := Rmin_l (z D x) (z D y)). assert (M := Rmin_r (z D x) (z D y)).
      rewrite Rabs_right by nra. nra. }
  destruct W as (n & Hn & W). exists (Rmin m n). split; [now apply Rmin_pos|].
  assert (L := Rmin_l m n). assert (M := Rmin_r m n).
  intros v' t [<- | Hv] T; [|destruct (K v' t Hv T) as [Q | Q]; [now left|right; lra]].
  specialize (W t T). unfold D in W. rewrite z_difference in W.
  destruct W as [W | W]; [left; lra|right; eapply Rle_trans; [exact M|exact W]].
Qed.

(* A number between 0 and 1. *)
Definition clamp (t : R) : R := Rmax 0 (Rmin 1 t).
Lemma clamp_in : forall t, 0 <= clamp t <= 1.
Proof.
  intro t. unfold clamp, Rmax, Rmin.
  destruct (Rle_dec 1 t); destruct (Rle_dec 0 _); lra.
Qed.
Lemma clamp_near : forall s t, Rabs (clamp s - clamp t) <= Rabs (s - t).
Proof.
  intros s t. unfold clamp, Rmax, Rmin, Rabs. destruct (Rle_dec 1 s), (Rle_dec 1 t);
  repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end;
  repeat match goal with |- context [Rcase_abs ?a] => destruct (Rcase_abs a) end; lra.
Qed.

Lemma bounded_difference : forall d (x y : Point), exists M, 0 < M /\
  forall i, (i < d)%nat -> Rabs (y i - x i) <= M.
Proof.
  induction d as [|d IH]; intros x y; [exists 1; split; [lra|lia]|].
  destruct (IH x y) as (M & HM & H). exists (Rmax M (Rabs (y d - x d))).
  assert (L := Rmax_l M (Rabs (y d - x d))). assert (K := Rmax_r M (Rabs (y d - x d))).
  split; [lra|]. intros i Hi. destruct (Nat.eq_dec i d) as [-> | N]; [assumption|].
  assert (B := H i ltac:(lia)). lra.
Qed.

(* Along a segment f less an affine map is continuous. *)
Lemma continuous_on_segment : forall d S f u x y, convex_set S -> continuous_in d S f ->
  S x -> S y -> forall c, continuity (fun t =>
    Rabs (f (along (clamp t) x y) - z u (along (clamp t) x y)) - c).
Proof.
  intros d S f u x y HS Hf Hx Hy c t e He.
  assert (I : forall s, S (along (clamp s) x y)) by (intro s; apply HS; auto using clamp_in).
  destruct (Hf _ (I t) (e / 2) ltac:(lra)) as (a & Ha & Hn).
  destruct (bounded_difference d x y) as (M & HM & B).
  set (N := Rabs (z u y - z u x) + 1).
  assert (HN : 0 < N) by (unfold N; assert (P := Rabs_pos (z u y - z u x)); lra).
  exists (Rmin (a / M) (e / 2 / N)). split.
  { apply Rmin_pos; [now apply Rdiv_lt_0_compat|]. apply Rdiv_lt_0_compat; lra. }
  intros s [_ D]. simpl in D. unfold R_dist in D. simpl. unfold R_dist.
  assert (D1 : Rabs (s - t) * M < a).
  { assert (Q : Rabs (s - t) < a / M) by (eapply Rlt_le_trans; [exact D|apply Rmin_l]).
    apply (Rmult_lt_compat_r M) in Q; [|assumption].
    replace (a / M * M) with a in Q by (field; lra). assumption. }
  assert (D2 : Rabs (s - t) * N < e / 2).
  { assert (Q : Rabs (s - t) < e / 2 / N) by (eapply Rlt_le_trans; [exact D|apply Rmin_r]).
    apply (Rmult_lt_compat_r N) in Q; [|assumption].
    replace (e / 2 / N * N) with (e / 2) in Q by (field; lra). assumption. }
  assert (C := clamp_near s t). assert (P := Rabs_pos (s - t)).
  set (p := clamp s) in *. set (q := clamp t) in *.
  assert (F : Rabs (f (along p x y) - f (along q x y)) < e / 2).
  { apply Hn; [apply I|]. intros i Hi. specialize (B i Hi).
    replace (along p x y i - along q x y i) with ((p - q) * (y i - x i))
      by (unfold along, sum_of, times; ring).
    rewrite Rabs_mult. assert (0 <= Rabs (y i - x i)) by apply Rabs_pos.
    assert (0 <= Rabs (p - q)) by apply Rabs_pos. nra. }
  assert (Z : Rabs (z u (along p x y) - z u (along q x y)) < e / 2).
  { rewrite !z_between.
    replace ((1 - p) * z u x + p * z u y - ((1 - q) * z u x + q * z u y))
      with ((p - q) * (z u y - z u x)) by ring.
    rewrite Rabs_mult. assert (0 <= Rabs (z u y - z u x)) by apply Rabs_pos. unfold N in D2.
    assert (0 <= Rabs (p - q)) by apply Rabs_pos. nra. }
  set (A := f (along p x y)) in *. set (A' := f (along q x y)) in *.
  set (B1 := z u (along p x y)) in *. set (B2 := z u (along q x y)) in *.
  apply Rle_lt_trans with (Rabs (A - A') + Rabs (B1 - B2)); [|lra].
  clear. unfold Rabs.
  repeat match goal with |- context [Rcase_abs ?a] => destruct (Rcase_abs a) end; lra.
Qed.

(* In such a set f cannot leave one of the maps. *)
Lemma stays_on : forall d (C : Point -> Prop) f us, convex_set C -> continuous_in d C f ->
  (forall x, C x -> exists u, In u us /\ f x = z u x) ->
  (forall u v, In u us -> In v us -> one_sign C (difference v u)) ->
  forall u x y, In u us -> C x -> C y -> f x = z u x -> f y = z u y.
Proof.
  intros d C f us HC Hf Hus Hs u x y Hu Hx Hy Fx.
  destruct (Req_EM_T (f y) (z u y)) as [|N]; [assumption|]. exfalso.
  destruct (away_from_zero C u x y Hx Hy us (fun v i => Hs u v Hu i)) as (m & Hm & K).
  assert (V : forall t, 0 <= t <= 1 -> f (along t x y) = z u (along t x y) \/
    m <= Rabs (f (along t x y) - z u (along t x y))).
  { intros t T. destruct (Hus (along t x y) ltac:(now apply HC)) as (v & Hv & E). rewrite E.
    now apply K. }
  set (g := fun t => Rabs (f (along (clamp t) x y) - z u (along (clamp t) x y)) - m / 2).
  assert (E0 : along 0 x y = x).
  { apply FunctionalExtensionality.functional_extensionality. intro i.
    unfold along, sum_of, times. ring. }
  assert (E1 : along 1 x y = y).
  { apply FunctionalExtensionality.functional_extensionality. intro i.
    unfold along, sum_of, times. ring. }
  assert (C0 : clamp 0 = 0) by (unfold clamp; rewrite Rmin_right, Rmax_left; lra).
  assert (C1 : clamp 1 = 1) by (unfold clamp; rewrite Rmin_left, Rmax_right; lra).
  destruct (IVT g 0 1) as (t & T & G).
  - now apply (continuous_on_segment d C).
  - lra.
  - unfold g. rewrite C0, E0, Fx. replace (z u x - z u x) with 0 by lra. rewrite Rabs_R0. lra.
  - unfold g. rewrite C1, E1. assert (W := V 1 ltac:(lra)). rewrite E1 in W.
    destruct W as [W | W]; [contradiction|lra].
  - unfold g in G. destruct (V (clamp t) (clamp_in t)) as [W | W]; [|lra].
    rewrite W in G. set (w := z u _) in G. replace (w - w) with 0 in G by lra.
    rewrite Rabs_R0 in G. lra.
Qed.

Lemma one_of_them : forall (C : Point -> Prop) f us,
  (forall u x y, In u us -> C x -> C y -> f x = z u x -> f y = z u y) ->
  (forall x, C x -> exists u, In u us /\ f x = z u x) -> us <> [] ->
  exists u, In u us /\ is_on C u f.
Proof.
  intros C f us H Hus Hn.
  assert (D : (exists u, In u us /\ is_on C u f) \/ forall u, In u us -> ~ is_on C u f).
  { clear H Hus Hn. induction us as [|u us [(v & Hv & K) | K]]; [right; simpl; tauto| |].
    - left. exists v. simpl. auto.
    - destruct (ClassicalDedekindReals.sig_not_dec (is_on C u f)) as [P | P].
      + left. exists u. split; [now left|]. intros x Hx.
        destruct (Req_EM_T (f x) (z u x)) as [|N]; [assumption|]. destruct P. intro Q.
        now apply N, Q.
      + right. intros v [<- | Hv]; auto. }
  destruct D as [D | D]; [assumption|]. exfalso. destruct us as [|u0 us]; [congruence|].
  apply (D u0 (or_introl eq_refl)). intros x Hx. exfalso.
  destruct (Hus x Hx) as (u & Hu & E). apply (D u Hu). intros y Hy. now apply (H u x y).
Qed.

(* Finitely many convex pieces cover S; on each, f is one of the maps. *)
Theorem finitely_many_affine_maps_make_pieces : forall d (S : Point -> Prop) (f : Point -> R) us,
  convex_set S -> continuous_in d S f -> us <> [] ->
  (forall x, S x -> exists u, In u us /\ f x = z u x) ->
  exists pieces : list (Point -> Prop),
    (forall x, S x -> exists C, In C pieces /\ C x) /\
    (forall C, In C pieces -> convex_set C /\ (forall x, C x -> S x) /\
      exists u, In u us /\ is_on C u f).
Proof.
  intros d S f us HS Hf Hn Hus. exists (cells S (differences us)).
  split; [intros x Hx; now apply cells_cover|]. intros C HC.
  destruct (cells_are S _ HS C HC) as (K & I & O). split; [assumption|]. split; [assumption|].
  apply one_of_them; [| |assumption].
  - apply (stays_on d); auto.
    + intros x Hx e He. destruct (Hf x (I x Hx) e He) as (a & Ha & H). exists a. auto.
    + intros u v Hu Hv. apply O. now apply in_differences.
  - auto.
Qed.
