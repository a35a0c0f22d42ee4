(* Answers that sound right: sums of units with weights that are not negative. *)

(* No chord of f lies below it. *)
Definition convex (f : Point -> R) : Prop :=
  forall x y t, 0 <= t <= 1 -> f (along t x y) <= (1 - t) * f x + t * f y.

Lemma r_between : forall t a c, 0 <= t <= 1 -> r ((1 - t) * a + t * c) <= (1 - t) * r a + t * r c.
Proof. intros. unfold r, Rmax. destruct (Rle_dec 0 a), (Rle_dec 0 c),
  (Rle_dec 0 ((1 - t) * a + t * c)); nra. Qed.

Theorem positive_sums_are_convex : forall parts skip,
  (forall v u, In (v, u) parts -> 0 <= v) -> convex (shallow parts skip).
Proof.
  intros parts skip H x y t Ht. unfold shallow. rewrite z_between.
  assert (total (map (fun p => fst p * r (z (snd p) (along t x y))) parts) <=
    (1 - t) * total (map (fun p => fst p * r (z (snd p) x)) parts) +
    t * total (map (fun p => fst p * r (z (snd p) y)) parts)); [|lra].
  induction parts as [|[v u] parts IH]; simpl; [lra|].
  assert (v * r (z u (along t x y)) <= v * ((1 - t) * r (z u x) + t * r (z u y))).
  { apply Rmult_le_compat_l; [apply (H v u); now left|]. rewrite z_between. now apply r_between. }
  assert (IH' := IH (fun v u i => H v u (or_intror i))). unfold total in *. lra.
Qed.

Theorem positive_sums_miss_a_roof_by_a_half : forall parts skip,
  (forall v u, In (v, u) parts -> 0 <= v) -> forall E,
  (forall a, -1 <= a <= 1 -> Rabs (shallow parts skip (pt a) - - Rabs a) <= E) -> 1 / 2 <= E.
Proof.
  intros parts skip H E HE.
  assert (C := positive_sums_are_convex parts skip H (pt (-1)) (pt 1) (1 / 2) ltac:(lra)).
  assert (S : shallow parts skip (along (1 / 2) (pt (-1)) (pt 1)) = shallow parts skip (pt 0)).
  { assert (P : forall i, along (1 / 2) (pt (-1)) (pt 1) i = pt 0 i).
    { intros [|i]; unfold along, sum_of, times, pt; lra. }
    unfold shallow. f_equal; [|now apply z_ext]. f_equal. apply map_ext. intro p.
    now rewrite (z_ext _ _ _ P). }
  rewrite S in C. assert (A := HE 0 ltac:(lra)). assert (B := HE 1 ltac:(lra)).
  assert (D := HE (-1) ltac:(lra)).
  rewrite (Rabs_left (-1)) in D by lra. rewrite (Rabs_right 1) in B by lra. rewrite Rabs_R0 in A.
  unfold Rabs in A, B, D.
  destruct (Rcase_abs _) in A; destruct (Rcase_abs _) in B; destruct (Rcase_abs _) in D; lra.
Qed.

Theorem the_constant_is_a_half_away : forall a, -1 <= a <= 1 ->
  Rabs (shallow [] (unit_of [] (- (1 / 2))) (pt a) - - Rabs a) <= 1 / 2.
Proof.
  intros a H. unfold shallow, z, total. simpl. unfold Rabs.
  destruct (Rcase_abs a); destruct (Rcase_abs _); lra.
Qed.
