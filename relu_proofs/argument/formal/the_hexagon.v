(* The hexagon: one layer without biases against the cosine of three times the angle. *)

(* The point of the unit circle at the angle a. *)
Definition circle (a : R) : Point := fun i => match i with O => cos a | S O => sin a | _ => 0 end.

Lemma six_points : forall parts p q, (forall v u, In (v, u) parts -> bias u = 0) ->
  let f := shallow parts (unit_of [] 0) in
  f p - f (sum_of p q) + f q - f (times (-1) p) + f (times (-1) (sum_of p q)) - f (times (-1) q)
    = 0.
Proof.
  intros parts p q H f. assert (D : forall x,
    f x - f (times (-1) x) = total (map (fun p => fst p * dot (weights (snd p)) x) parts))
    by (intro; now apply odd_part_is_linear_at_any_width).
  assert (A := D p). assert (B := D q). assert (C := D (sum_of p q)).
  rewrite (sum_map_ext _ _ _ (fun s => fst s * dot (weights (snd s)) p + fst s * dot (weights (snd
    s)) q)) in C
    by (intros; rewrite dot_plus; ring). rewrite sum_map_plus in C. lra.
Qed.

Theorem one_layer_stays_one_away : forall parts E, (forall v u, In (v, u) parts -> bias u = 0) ->
  (forall a, Rabs (shallow parts (unit_of [] 0) (circle a) - cos (3 * a)) <= E) -> 1 <= E.
Proof.
  intros parts E H HE. set (f := shallow parts (unit_of [] 0)) in *.
  assert (X : forall x y, (forall i, x i = y i) -> f x = f y).
  { intros x y K. unfold f, shallow. rewrite (z_ext _ _ _ K). f_equal. f_equal. apply map_ext.
    intro s. now rewrite (z_ext _ _ _ K). }
  assert (opposite : forall a, f (circle (a + PI)) = f (times (-1) (circle a))).
  { intro a. apply X. intros [|[|i]]; unfold circle, times; rewrite ?neg_cos, ?neg_sin; lra. }
  assert (turn : forall a, cos (3 * (a + PI)) = - cos (3 * a)).
  { intro a. replace (3 * (a + PI)) with (3 * a + PI + 2 * INR 1 * PI) by (simpl; ring).
    now rewrite cos_period, neg_cos. }
  set (p := circle 0). set (q := circle (2 * (PI / 3))).
  assert (M : f (circle (PI / 3)) = f (sum_of p q)).
  { apply X. intros [|[|i]]; unfold p, q, sum_of, circle;
      rewrite ?cos_0, ?sin_0, ?cos_PI3, ?sin_PI3, ?cos_2PI3, ?sin_2PI3; lra. }
  assert (S := six_points parts p q H). cbv zeta in S. fold f in S.
  assert (O : f (times (-1) (sum_of p q)) = f (circle (PI / 3 + PI))).
  { rewrite opposite. apply X. intros [|[|i]]; unfold p, q, sum_of, times, circle;
      rewrite ?cos_0, ?sin_0, ?cos_PI3, ?sin_PI3, ?cos_2PI3, ?sin_2PI3; lra. }
  rewrite <- M, O in S. unfold p, q in S. rewrite <- !opposite in S.
  assert (C0 : cos (3 * 0) = 1) by (rewrite Rmult_0_r; apply cos_0).
  assert (C1 : cos (3 * (PI / 3)) = -1) by (replace (3 * (PI / 3)) with PI by field; apply cos_PI).
  assert (C2 : cos (3 * (2 * (PI / 3))) = 1) by (replace (3 * (2 * (PI / 3))) with (2 * PI)
    by field; apply cos_2PI).
  assert (A : forall a, - E <= f (circle a) - cos (3 * a) <= E).
  { intro a. assert (B := HE a). unfold Rabs in B. destruct (Rcase_abs _) in B; lra. }
  assert (A0 := A 0). assert (A1 := A (PI / 3)). assert (A2 := A (2 * (PI / 3))).
  assert (A3 := A (0 + PI)). assert (A4 := A (PI / 3 + PI)). assert (A5 := A (2 * (PI / 3) + PI)).
  rewrite !turn in *. rewrite ?C0, ?C1, ?C2 in *. lra.
Qed.

Theorem the_zero_network_is_exactly_one_away_from_the_wave :
  (forall a, Rabs (shallow [] (unit_of [] 0) (circle a) - cos (3 * a)) <= 1) /\
  exists a, Rabs (shallow [] (unit_of [] 0) (circle a) - cos (3 * a)) = 1.
Proof.
  assert (Z : forall a, shallow [] (unit_of [] 0) (circle a) = 0).
  { intro a. unfold shallow, z, total. simpl. lra. }
  split.
  - intro a. rewrite Z. assert (B := COS_bound (3 * a)). apply Rabs_le. lra.
  - exists 0. rewrite Z, Rmult_0_r, cos_0, Rabs_left; lra.
Qed.
