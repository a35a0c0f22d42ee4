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

(* So finitely many pieces come as near as one likes to a continuous function on [a, b]. *)
Theorem pieces_reach_any_accuracy : forall f a b e, a < b -> 0 < e ->
  (forall x, a <= x <= b -> continuity_pt f x) ->
  exists ts g, pieces g a ts /\ last ts a = b /\
    forall x, a <= x <= b -> Rabs (g x - f x) <= e.
Proof.
  intros f a b e L He C. destruct (Heine_cor2 C (mkposreal e He)) as ((d & Hd) & U).
  simpl in U. destruct (archimed_cor1 (d / (2 * (b - a)))) as (n & Hn & Hp).
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
