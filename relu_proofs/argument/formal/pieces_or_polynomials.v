(* Pieces or polynomials: pieces reach any accuracy, on a bounded interval. *)

Theorem small_pieces_err_little : forall f t ts h w, increase t ts -> ts <> [] ->
  (forall a b, neighbours a b t ts -> b - a <= h) ->
  (forall x y, t <= x <= last ts t -> t <= y <= last ts t -> Rabs (x - y) <= h ->
    Rabs (f x - f y) <= w) ->
  forall x, t <= x <= last ts t -> Rabs (interpolant f t ts x - f x) <= w.
Proof.
  intros f t ts h w I N G W x X.
  rewrite <- (Rplus_0_r (interpolant f t ts x)). apply interpolant_errs; auto.
  intros a b y K Y. destruct (neighbours_increase ts t a b I K) as [A B].
  assert (L : b <= last ts t).
  { clear -I K. revert t I K. induction ts as [|s ts IH]; intros t I K; [destruct K|].
    destruct I as [L I]. rewrite last_cons. destruct K as [[-> ->] | K]; [|now apply IH].
    clear -I. revert s I. induction ts as [|k ts IH]; intros s I; [simpl; lra|].
    destruct I as [L I]. rewrite last_cons. specialize (IH k I). lra. }
  assert (H := G a b K).
  assert (Wa : Rabs (f a - f y) <= w) by (apply W; [lra|lra|rewrite Rabs_left1; lra]).
  assert (Wb : Rabs (f b - f y) <= w) by (apply W; [lra|lra|rewrite Rabs_right; lra]).
  set (l := (y - a) / (b - a)). assert (Hl : 0 <= l <= 1).
  { unfold l. assert (0 < / (b - a)) by (apply Rinv_0_lt_compat; lra). unfold Rdiv.
    split; [apply Rmult_le_pos; lra|]. apply (Rmult_le_reg_r (b - a)); [lra|].
    rewrite Rmult_assoc, Rinv_l; lra. }
  unfold chord. fold l.
  replace (f a + (f b - f a) * l + 0 - f y) with ((1 - l) * (f a - f y) + l * (f b - f y)) by ring.
  eapply Rle_trans; [apply Rabs_triang|].
  rewrite !Rabs_mult, (Rabs_right (1 - l)), (Rabs_right l) by lra. nra.
Qed.

(* f is continuous on [a, b]; what it does elsewhere does not matter. *)
Definition continuous_between (a b : R) (f : R -> R) : Prop :=
  forall x, a <= x <= b -> forall e, 0 < e -> exists d, 0 < d /\
    forall y, a <= y <= b -> Rabs (y - x) < d -> Rabs (f y - f x) < e.

Lemma extended : forall a b f, a < b -> continuous_between a b f ->
  forall x, continuity_pt (fun x => f (Rmax a (Rmin b x))) x.
Proof.
  intros a b f L C x e He. set (k := fun x => Rmax a (Rmin b x)).
  assert (In : forall x, a <= k x <= b).
  { intro y. unfold k, Rmax, Rmin. destruct (Rle_dec b y); destruct (Rle_dec a _); lra. }
  assert (N : forall y, Rabs (k y - k x) <= Rabs (y - x)).
  { intro y. unfold k, Rmax, Rmin, Rabs. destruct (Rle_dec b y), (Rle_dec b x);
    repeat match goal with |- context [Rle_dec ?p ?q] => destruct (Rle_dec p q) end;
    repeat match goal with |- context [Rcase_abs ?p] => destruct (Rcase_abs p) end; lra. }
  destruct (C (k x) (In x) e He) as (d & Hd & H). exists d. split; [assumption|].
  intros y [_ D]. simpl in D. unfold R_dist in D. simpl. unfold R_dist. fold (k y) (k x).
  apply H; [apply In|]. specialize (N y). lra.
Qed.

Lemma extended_same : forall a b x, a <= x <= b -> Rmax a (Rmin b x) = x.
Proof. intros a b x H. rewrite Rmin_right, Rmax_right; lra. Qed.

Lemma uniformly_close : forall a b f, a < b -> continuous_between a b f -> forall e, 0 < e ->
  exists d, 0 < d /\ forall x y, a <= x <= b -> a <= y <= b -> Rabs (x - y) < d ->
    Rabs (f x - f y) < e.
Proof.
  intros a b f L C e He. set (g := fun x => f (Rmax a (Rmin b x))).
  assert (Cg : forall x, a <= x <= b -> continuity_pt g x) by (intros x _; now apply extended).
  destruct (Heine_cor2 Cg (mkposreal e He)) as ((d & Hd) & U). simpl in U.
  exists d. split; [assumption|]. intros x y X Y D. specialize (U x y X Y D). unfold g in U.
  now rewrite !extended_same in U by assumption.
Qed.

(* So finitely many pieces come as near as one likes to a continuous function on [a, b]. *)
Theorem pieces_reach_any_accuracy : forall f a b e, a < b -> 0 < e ->
  continuous_between a b f ->
  exists ts g, pieces g a ts /\ last ts a = b /\
    forall x, a <= x <= b -> Rabs (g x - f x) <= e.
Proof.
  intros f a b e L He C. destruct (uniformly_close a b f L C e He) as (d & Hd & U).
  destruct (archimed_cor1 (d / (2 * (b - a)))) as (n & Hn & Hp).
  { apply Rdiv_lt_0_compat; lra. }
  assert (P : 0 < INR n) by (apply lt_0_INR; lia).
  set (k := fun j => a + (b - a) * (INR j / INR n)).
  assert (Z : k 0%nat = a) by (unfold k; simpl; field; lra).
  assert (S : forall i, k (S i) - k i = (b - a) / INR n) by (intro i; unfold k; rewrite S_INR;
    field; lra).
  assert (D : 0 < (b - a) / INR n <= d / 2).
  { split; [apply Rdiv_lt_0_compat; lra|]. unfold Rdiv at 1.
    apply Rle_trans with ((b - a) * (d / (2 * (b - a)))); [apply Rmult_le_compat_l; lra|].
    right. field. lra. }
  set (ts := map k (seq 1 n)).
  assert (I : increase a ts).
  { rewrite <- Z. apply formula_increase. intros i _. specialize (S i). lra. }
  assert (E : last ts a = b).
  { unfold ts. rewrite <- Z at 1. rewrite formula_last. unfold k. simpl plus. field. lra. }
  exists ts, (fun x => interpolant f a ts x + 0). split; [now apply interpolant_pieces|].
  split; [assumption|]. intros x X. rewrite Rplus_0_r.
  apply (small_pieces_err_little f a ts (d / 2)); [assumption| | | |rewrite E; assumption].
  - destruct n; [lia|discriminate].
  - intros s t K. unfold ts in K. rewrite <- Z in K. apply formula_neighbours in K.
    destruct K as (i & _ & -> & ->). rewrite S. lra.
  - rewrite E. intros y z' Y Z' W. left. apply U; auto. lra.
Qed.

(* Whoever is one affine map from some number on leaves the parabola. *)
Theorem no_last_piece_follows_the_parabola : forall g T m c,
  (forall x, T <= x -> g x = m * x + c) -> ~ exists E, forall x, Rabs (g x - x ^ 2) <= E.
Proof.
  intros g T m c G (E & H).
  set (x := Rabs T + Rabs m + Rabs c + Rabs E + 2).
  assert (PT := Rabs_pos T). assert (Pm := Rabs_pos m). assert (Pc := Rabs_pos c).
  assert (PE := Rabs_pos E). assert (T <= x) by (unfold x; assert (Q := Rle_abs T); lra).
  specialize (H x). rewrite G in H by assumption.
  assert (L : x ^ 2 - (m * x + c) <= E).
  { apply Rle_trans with (2 := H). rewrite Rabs_minus_sym. apply Rle_abs. }
  assert (m <= Rabs m) by apply Rle_abs. assert (c <= Rabs c) by apply Rle_abs.
  assert (E <= Rabs E) by apply Rle_abs.
  assert (X : 2 <= x) by (unfold x; lra).
  assert (m * x <= Rabs m * x) by (apply Rmult_le_compat_r; lra).
  assert (x * (x - Rabs m) <= Rabs c + Rabs E)
    by (replace (x * (x - Rabs m)) with (x ^ 2 - Rabs m * x) by ring; lra).
  assert (Rabs c + Rabs E + 2 <= x - Rabs m) by (unfold x; lra).
  nra.
Qed.
