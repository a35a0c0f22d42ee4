(* Half line, half fold: odd and even part, and all 2-2-1 networks. *)

Theorem odd_part_is_linear_at_any_width : forall parts, (forall v u, In (v, u) parts ->
  bias u = 0) ->
  forall x, shallow parts (unit_of [] 0) x - shallow parts (unit_of [] 0) (times (-1) x)
    = total (map (fun p => fst p * dot (weights (snd p)) x) parts).
Proof.
  intros parts H x. unfold shallow. unfold z at 2 4. simpl dot.
  induction parts as [|[v u] parts IH]; simpl; [lra|].
  assert (IH' := IH (fun v u i => H v u (or_intror i))).
  assert (E : r (z u x) - r (z u (times (-1) x)) = dot (weights u) x).
  { unfold z. rewrite dot_times, (H v u) by now left. rewrite !relu_is_half_line_half_fold.
    replace (-1 * dot (weights u) x + 0) with (- (dot (weights u) x + 0)) by ring.
    rewrite Rabs_Ropp. lra. }
  unfold total in *. rewrite <- E. simpl in *. lra.
Qed.

(* A unit that adds nothing to the output, whatever the input: v = 0 or w = 0. *)
Definition idle (v : R) (u : Unit) : Prop := v = 0 \/ forall x, dot (weights u) x = 0.

(* A network of two hidden units and one output. *)
Definition two_units (v1 : R) (u1 : Unit) (v2 : R) (u2 : Unit) (x : Point) : R :=
  v1 * r (z u1 x) + v2 * r (z u2 x).

Lemma idle_dec : forall v u, idle v u \/ (v <> 0 /\ bends u).
Proof.
  intros v u. unfold idle, bends. destruct (Req_EM_T v 0) as [|N]; [tauto|].
  destruct (proportional_dec 0 (weights u) []) as [H | (d & H)]; [left; right; intro; rewrite H;
    simpl; lra|].
  right. split; [assumption|]. exists d. simpl in H. lra.
Qed.

Theorem two_two_one_linear_exactly_when : forall v1 u1 v2 u2, bias u1 = 0 -> bias u2 = 0 ->
  ((exists row, forall x, two_units v1 u1 v2 u2 x = dot row x) <->
   (idle v1 u1 /\ idle v2 u2) \/
   (~ idle v1 u1 /\ ~ idle v2 u2 /\
    exists k, (forall x, dot (weights u2) x = k * dot (weights u1) x) /\ v1 + Rabs k * v2 = 0)).
Proof.
  intros v1 u1 v2 u2 B1 B2. assert (Z1 : forall x, z u1 x = dot (weights u1) x) by (intro;
    unfold z; lra).
  assert (Z2 : forall x, z u2 x = dot (weights u2) x) by (intro; unfold z; lra).
  assert (alive : forall v u, v <> 0 -> bends u -> ~ idle v u) by (intros v u N (d & H) [K | K];
    auto).
  split.
  - intros (row & H).
    assert (K : forall h k, bends h -> z h origin = 0 -> kink_weight h [(v1, u1);
      (v2, u2)] k -> k = 0).
    { intros h k Bh Zh Kh. apply (affine_only_if_kinks_cancel (fun _ => True) [(v1, u1);
        (v2, u2)] (unit_of [] 0)) with (h := h); auto.
      - intros x d _. exists 1. split; [lra|auto].
      - exists row, 0. intros x _. rewrite <- H. unfold shallow, two_units, total.
        cbn [map fold_right fst snd]. unfold z at 3. simpl. ring.
      - now exists origin. }
    assert (O : forall u, bias u = 0 -> z u origin = 0) by (intros; unfold z; rewrite dot_origin;
      lra).
    destruct (idle_dec v1 u1) as [D1 | [N1 A1]].
    + left. split; [assumption|]. destruct (idle_dec v2 u2) as [|[N2 A2]]; [assumption|]. exfalso.
      destruct (multiple_dec u2 A2 u1) as [(l & M) | M].
      * destruct D1 as [D1 | D1].
        -- assert (W := K u2 _ A2 (O u2 B2) (kink_on u2 v1 u1 l _ _ M (kink_on u2 v2 u2 1 _ _
          (multiple_refl u2) (kink_none u2)))).
           rewrite D1, Rabs_R1 in W. lra.
        -- destruct A2 as (d & A2). destruct M as [N M]. specialize (M d). rewrite Z1, Z2, D1 in M.
           symmetry in M. apply Rmult_integral in M. tauto.
      * assert (W := K u2 _ A2 (O u2 B2) (kink_off u2 v1 u1 _ _ M (kink_on u2 v2 u2 1 _ _
          (multiple_refl u2) (kink_none u2)))).
        rewrite Rabs_R1 in W. lra.
    + right. split; [now apply alive|]. destruct (multiple_dec u1 A1 u2) as [(l & M) | M].
      * assert (W := K u1 _ A1 (O u1 B1) (kink_on u1 v1 u1 1 _ _ (multiple_refl u1) (kink_on u1 v2
          u2 l _ _ M (kink_none u1)))).
        rewrite Rabs_R1 in W. destruct M as [N M]. split.
        -- apply alive; [intro E; rewrite E in W; lra|]. destruct A1 as (d & A1). exists d.
        rewrite <- Z2, M, Z1.
           now apply Rmult_integral_contrapositive.
        -- exists l. split; [intro x; rewrite <- Z1, <- Z2; apply M|lra].
      * exfalso. assert (W := K u1 _ A1 (O u1 B1) (kink_on u1 v1 u1 1 _ _ (multiple_refl u1)
          (kink_off u1 v2 u2 _ _ M (kink_none u1)))).
        rewrite Rabs_R1 in W. lra.
  - assert (nothing : forall v u, bias u = 0 -> idle v u -> forall x, v * r (z u x) = 0).
    { intros v u B [-> | D] x; [ring|]. unfold z. rewrite D, B. unfold r. rewrite Rmax_left; lra. }
    intros [[D1 D2] | (_ & _ & k & E & W)].
    + exists []. intro x. unfold two_units. rewrite !nothing by assumption. simpl. ring.
    + exists (map (Rmult (v1 / 2 + v2 * k / 2)) (weights u1)). intro x. unfold two_units.
      rewrite dot_map_times, Z1, Z2, E, !relu_is_half_line_half_fold, Rabs_mult.
      assert (X : (v1 + Rabs k * v2) * Rabs (dot (weights u1) x) = 0) by (rewrite W; ring). lra.
Qed.

(* The even part of such a network is half of f(x) + f(-x). *)
Theorem linear_exactly_when_the_even_part_is_zero : forall parts,
  (forall v u, In (v, u) parts -> bias u = 0) -> let f := shallow parts (unit_of [] 0) in
  (exists row, forall x, f x = dot row x) <-> forall x, f x + f (times (-1) x) = 0.
Proof.
  intros parts H f. split.
  - intros (row & E) x. rewrite !E, dot_times. lra.
  - intro E. assert (L : exists row, forall x,
      total (map (fun p => fst p * dot (weights (snd p)) x) parts) = dot row x).
    { clear. induction parts as [|[v u] parts (row & IH)].
      - exists []. intro x. reflexivity.
      - exists (longer_sum (map (Rmult v) (weights u)) row). intro x.
        rewrite dot_longer_sum, dot_map_times, <- IH. reflexivity. }
    destruct L as (row & L). exists (map (Rmult (1 / 2)) row). intro x.
    rewrite dot_map_times, <- L, <- odd_part_is_linear_at_any_width by assumption.
    specialize (E x). unfold f in *. lra.
Qed.

(* Two inputs, no biases: the six weights. *)
Definition six_weights (w11 w12 w21 w22 v1 v2 : R) (x : Point) : R :=
  two_units v1 (unit_of [w11; w12] 0) v2 (unit_of [w21; w22] 0) x.

Theorem linear_only_where_a_polynomial_is_zero : forall w11 w12 w21 w22 v1 v2,
  v1 * (w11 * w22 - w12 * w21) <> 0 ->
  ~ exists row, forall x, six_weights w11 w12 w21 w22 v1 v2 x = dot row x.
Proof.
  intros w11 w12 w21 w22 v1 v2 N H.
  assert (V : v1 <> 0) by (intro; apply N; subst; ring).
  assert (D : w11 * w22 - w12 * w21 <> 0) by (intro Z; apply N; rewrite Z; ring).
  apply two_two_one_linear_exactly_when in H; [|reflexivity|reflexivity].
  set (e1 := fun i : nat => match i with O => 1 | _ => 0 end).
  set (e2 := fun i : nat => match i with S O => 1 | _ => 0 end).
  cbn [weights] in H.
  destruct H as [[[I | I] _] | (_ & _ & k & E & _)].
  - contradiction.
  - cbn [weights] in I. assert (A := I e1). assert (B := I e2). unfold e1, e2 in A, B.
    simpl in A, B.
    apply D. replace w11 with 0 by lra. replace w12 with 0 by lra. ring.
  - assert (A := E e1). assert (B := E e2). unfold e1, e2 in A, B. simpl in A, B.
    apply D. replace w22 with (k * w12) by lra. replace w21 with (k * w11) by lra. ring.
Qed.
Lemma total_permutation : forall A (f : A -> R) xs ys, Permutation xs ys ->
  total (map f xs) = total (map f ys).
Proof.
  intros A f xs ys P. unfold total. induction P; simpl; lra.
Qed.

Lemma odd_total : forall (f : Point -> R) xs, Permutation xs (map (times (-1)) xs) ->
  (forall x, f (times (-1) x) = - f x) -> total (map f xs) = 0.
Proof.
  intros f xs P O. assert (E := total_permutation _ f _ _ P). rewrite map_map in E.
  assert (E' : total (map (fun x => f (times (-1) x)) xs) = total (map f xs) * -1).
  { rewrite <- sum_map_times. apply sum_map_ext. intros x _. rewrite O. ring. }
  lra.
Qed.

Lemma total_of_squares : forall A (f : A -> R) xs, total (map (fun x => f x ^ 2) xs) = 0 ->
  forall x, In x xs -> f x = 0.
Proof.
  intros A f. induction xs as [|y xs IH]; intros H x Hx; [destruct Hx|].
  assert (P : 0 <= total (map (fun x => f x ^ 2) xs))
    by (apply total_not_negative; intro; apply pow2_ge_0).
  assert (Q := pow2_ge_0 (f y)).
  assert (E : f y ^ 2 + total (map (fun x => f x ^ 2) xs) = 0) by exact H.
  destruct Hx as [<- | Hx]; [|apply IH; [lra|assumption]].
  assert (Z : f y ^ 2 = 0) by lra. nra.
Qed.

(* The sum of the squares by which w and d miss f at the rows. *)
Definition misses (f : Point -> R) (w : list R) (d : R) (xs : list Point) : R :=
  total (map (fun x => (f x - (dot w x + d)) ^ 2) xs).

(* The row of the weights, half of each times the output weight. *)
Fixpoint half_of_the_weights (parts : list (R * Unit)) : list R :=
  match parts with
  | [] => []
  | (v, u) :: parts => longer_sum (map (Rmult (v / 2)) (weights u)) (half_of_the_weights parts)
  end.

Lemma half_row : forall parts x, dot (half_of_the_weights parts) x =
  total (map (fun p => fst p * dot (weights (snd p)) x) parts) / 2.
Proof.
  induction parts as [|[v u] parts IH]; intro x; [unfold total; simpl; lra|].
  cbn [half_of_the_weights map fst snd]. rewrite dot_longer_sum, dot_map_times, IH.
  unfold total. simpl. field.
Qed.

(* If -x is a row as often as x, the least-squares slope is half of the weights, and any other
   affine map that misses as little has that slope at all rows. *)
Theorem least_squares_slope_for_finitely_many_rows : forall parts xs,
  (forall v u, In (v, u) parts -> bias u = 0) ->
  Permutation xs (map (times (-1)) xs) -> xs <> [] ->
  let f := shallow parts (unit_of [] 0) in
  let half := half_of_the_weights parts in
  exists c, forall w d, misses f half c xs <= misses f w d xs /\
    (misses f w d xs = misses f half c xs -> forall x, In x xs -> dot w x = dot half x).
Proof.
  intros parts xs H P N f half. set (g := fun x => f x - dot half x).
  assert (Ev : forall x, g (times (-1) x) = g x).
  { intro x. unfold g. rewrite dot_times. assert (O := odd_part_is_linear_at_any_width parts H x).
    unfold half. rewrite half_row. fold f in O. lra. }
  set (n := INR (length xs)).
  assert (Hn : 0 < n) by (apply lt_0_INR; destruct xs; [congruence|simpl; lia]).
  set (c := total (map g xs) / n). exists c. intros w d.
  assert (one : forall k, total (map (fun _ : Point => k) xs) = n * k).
  { intro k. unfold n. clear. induction xs as [|x xs IH]; [unfold total; simpl; ring|].
    cbn [map length]. rewrite S_INR. unfold total in *. simpl. rewrite IH. ring. }
  assert (E : misses f w d xs = misses f half c xs +
    total (map (fun x => (dot half x - dot w x + (c - d)) ^ 2) xs)).
  { assert (Z : total (map (fun x => (g x - c) * (dot half x - dot w x)) xs) = 0).
    { apply odd_total; [assumption|]. intro x. rewrite Ev, !dot_times. ring. }
    assert (Y : total (map (fun x => g x - c) xs) = 0).
    { rewrite (sum_map_ext _ xs _ (fun x => g x + - c)) by (intros; ring).
      rewrite sum_map_plus, one. unfold c. field. lra. }
    unfold misses. rewrite (sum_map_ext _ xs _ (fun x => (f x - (dot half x + c)) ^ 2 +
      ((dot half x - dot w x + (c - d)) ^ 2 +
       ((g x - c) * (dot half x - dot w x) * 2 + (g x - c) * (2 * (c - d))))))
      by (intros x _; unfold g; ring).
    rewrite !sum_map_plus, !sum_map_times, Z, Y. ring. }
  assert (Q : 0 <= total (map (fun x => (dot half x - dot w x + (c - d)) ^ 2) xs)).
  { apply total_not_negative. intro. apply pow2_ge_0. }
  split; [lra|]. intros Same x Hx.
  assert (Z : forall y, In y xs -> dot half y - dot w y + (c - d) = 0).
  { apply (total_of_squares _ (fun y => dot half y - dot w y + (c - d))). lra. }
  assert (Hm : In (times (-1) x) xs).
  { apply (Permutation_in _ (Permutation_sym P)). apply in_map. assumption. }
  assert (A := Z x Hx). assert (B := Z _ Hm). rewrite !dot_times in B. lra.
Qed.
