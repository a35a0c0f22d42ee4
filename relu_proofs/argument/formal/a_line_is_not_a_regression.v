(* A line is not a regression: least squares with a frozen hidden layer. *)

(* Rows: pairs of an input and a wanted output.  The sum of the squared errors of f. *)
Definition squared_errors (f : Point -> R) (rows : list (Point * R)) : R :=
  total (map (fun p => (snd p - f (fst p)) ^ 2) rows).

(* One hidden layer l, frozen, with the output weights v. *)
Definition with_weights (l : Layer) (v : list R) : Network := network_of [l] (unit_of v 0).

Theorem a_frozen_layer_gives_features : forall l v x,
  with_weights l v x = dot v (fun j => nth j (map (fun u => r (z u x)) l) 0).
Proof. intros. unfold value_of, with_weights, z at 1. simpl. unfold relu_layer. lra. Qed.

Lemma with_weights_plus : forall l v d s x,
  with_weights l (longer_sum v (map (Rmult s) d)) x
    = with_weights l v x + s * dot d (relu_layer l x).
Proof.
  intros. unfold value_of, with_weights, z. simpl. rewrite dot_longer_sum, dot_map_times. lra.
Qed.

Lemma squares_expand : forall l v d s rows,
  squared_errors (with_weights l (longer_sum v (map (Rmult s) d))) rows =
  squared_errors (with_weights l v) rows
  - 2 * s * dot d (fun j => total (map (fun p =>
      relu_layer l (fst p) j * (snd p - with_weights l v (fst p))) rows))
  + s ^ 2 * total (map (fun p => dot d (relu_layer l (fst p)) ^ 2) rows).
Proof.
  intros l v d s rows. unfold squared_errors.
  rewrite <- (total_of_dots _ d (fun p => relu_layer l (fst p))
    (fun p => snd p - with_weights l v (fst p))).
  rewrite (sum_map_ext _ rows _ (fun p => (snd p - with_weights l v (fst p)) ^ 2 +
    (dot d (relu_layer l (fst p)) * (snd p - with_weights l v (fst p)) * (- 2 * s) +
     dot d (relu_layer l (fst p)) ^ 2 * s ^ 2))).
  - rewrite !sum_map_plus, !sum_map_times. ring.
  - intros p _. rewrite with_weights_plus. ring.
Qed.

Lemma no_slope_at_a_least : forall c q, 0 <= q -> (forall s, 0 <= s ^ 2 * q - 2 * s * c) -> c = 0.
Proof.
  intros c q Q H. specialize (H (c / (q + 1))).
  assert (I : 0 < / (q + 1)) by (apply Rinv_0_lt_compat; lra).
  unfold Rdiv in H. set (i := / (q + 1)) in *.
  assert (E : i * (q + 1) = 1) by (unfold i; field; lra).
  assert (X : (c * i) ^ 2 * q - 2 * (c * i) * c = - (c * c) * i * (1 + i)).
  { replace q with ((q + 1) - 1) by ring.
    replace ((c * i) ^ 2 * (q + 1 - 1)) with (c * c * i * (i * (q + 1)) - c * c * i * i) by ring.
    rewrite E. ring. }
  rewrite X in H. assert (0 < i * (1 + i)) by nra. assert (P := Rle_0_sqr c). unfold Rsqr in P. nra.
Qed.

Theorem frozen_hinges_are_a_regression : forall l rows v, length v = length l ->
  (forall w, length w = length l ->
    squared_errors (with_weights l v) rows <= squared_errors (with_weights l w) rows) <->
  forall j, total (map (fun p =>
    nth j (map (fun u => r (z u (fst p))) l) 0 * (snd p - with_weights l v (fst p))) rows) = 0.
Proof.
  intros l rows v Hv. split.
  - intros H j. change (fun p => nth j (map (fun u => r (z u (fst p))) l) 0 *
      (snd p - with_weights l v (fst p)))
      with (fun p => relu_layer l (fst p) j * (snd p - with_weights l v (fst p))).
    destruct (Nat.lt_ge_cases j (length l)) as [L | G].
    + set (d := repeat 0 j ++ [1]).
      apply (no_slope_at_a_least _ (total (map (fun p => dot d (relu_layer l (fst p)) ^ 2) rows))).
      * apply total_not_negative. intro p. apply pow2_ge_0.
      * intro s. specialize (H (longer_sum v (map (Rmult s) d))). rewrite squares_expand in H.
        unfold d in H at 2. rewrite dot_axis in H. cbv beta in H.
        assert (Le : length (longer_sum v (map (Rmult s) d)) = length l).
        { rewrite longer_sum_length; [assumption|].
          unfold d. rewrite map_length, app_length, repeat_length. simpl. lia. }
        specialize (H Le). lra.
    + rewrite (sum_map_ext _ rows _ (fun p => 0 * 0)).
      * clear. induction rows; simpl; [reflexivity|]. rewrite IHrows. lra.
      * intros p _. unfold relu_layer. rewrite nth_overflow; [lra|]. now rewrite map_length.
  - intros H w Hw. set (d := longer_sum w (map (Rmult (-1)) v)).
    assert (E : forall x, with_weights l w x = with_weights l (longer_sum v (map (Rmult 1) d)) x).
    { intro x. rewrite with_weights_plus. unfold d. rewrite dot_longer_sum, dot_map_times.
      unfold value_of, with_weights, z. simpl. lra. }
    assert (S : squared_errors (with_weights l w) rows =
      squared_errors (with_weights l (longer_sum v (map (Rmult 1) d))) rows).
    { unfold squared_errors. apply sum_map_ext. intros p _. now rewrite E. }
    rewrite S, squares_expand. rewrite dot_zero by exact H.
    assert (0 <= total (map (fun p => dot d (relu_layer l (fst p)) ^ 2) rows)).
    { apply total_not_negative. intro p. apply pow2_ge_0. }
    lra.
Qed.
