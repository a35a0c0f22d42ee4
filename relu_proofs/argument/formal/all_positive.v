(* All positive: where every unit keeps to one side, the network is one affine map. *)

Lemma affine_through : forall (S : Point -> Prop) ls (g : Point -> Point),
  (forall j, affine_on S (fun x => g x j)) ->
  (forall k u, In u (nth k ls []) -> (forall x, S x -> 0 <= z u (through (firstn k ls) (g x)))
                                  \/ (forall x, S x -> z u (through (firstn k ls) (g x)) <= 0)) ->
  forall j, affine_on S (fun x => through ls (g x) j).
Proof.
  induction ls; intros g Hg Hs; [exact Hg|].
  apply (IHls (fun x => relu_layer a (g x))).
  - apply affine_relu_layer; [assumption|]. apply (Hs 0%nat).
  - intros k u. apply (Hs (Datatypes.S k)).
Qed.

Theorem one_pattern_one_map : forall f S, one_sided_on S f -> affine_on S f.
Proof.
  intros f S H. apply affine_z. apply (affine_through S (hidden f) (fun x => x)).
  - apply affine_coordinate.
  - exact H.
Qed.

Lemma dot_mean_nonnegative : forall w c rows ts, length ts = length rows ->
  (forall t, In t ts -> 0 <= t) -> (forall x, In x rows -> 0 <= dot w x + c) ->
  0 <= dot w (mean ts rows) + total ts * c.
Proof.
  induction rows; destruct ts; simpl; intros Hl Ht Hr; try discriminate.
  - rewrite dot_origin. lra.
  - rewrite dot_plus, dot_times.
    assert (0 <= dot w (mean ts rows) + total ts * c) by (apply IHrows; auto).
    assert (0 <= r0 * (dot w a + c)) by (apply Rmult_le_pos; auto). lra.
Qed.

Lemma affine_nonnegative_on_hull : forall rows f, affine_on (hull rows) f ->
  (forall x, In x rows -> hull rows x) ->
  (forall x, In x rows -> 0 <= f x) -> forall x, hull rows x -> 0 <= f x.
Proof.
  intros rows f (w & c & Hf) Hin Hr x Hx. rewrite Hf by assumption.
  destruct Hx as (ts & Hl & Ht & H1 & Hx). rewrite (dot_ext _ _ _ Hx).
  replace c with (total ts * c) by (rewrite H1; lra).
  apply dot_mean_nonnegative; auto. intros y Hy. rewrite <- Hf; auto.
Qed.

Lemma mean_zeros : forall rows i, mean (repeat 0 (length rows)) rows i = 0.
Proof. induction rows; simpl; intro; [reflexivity|]. unfold sum_of, times. rewrite IHrows. lra. Qed.

Lemma sum_zeros : forall n, total (repeat 0 n) = 0.
Proof. induction n; simpl; [reflexivity|]. rewrite IHn. lra. Qed.

Lemma row_in_hull : forall rows x, In x rows -> hull rows x.
Proof.
  induction rows as [|a rows IH]; simpl; [tauto|]. intros x [E | H].
  - subst. exists (1 :: repeat 0 (length rows)). simpl. rewrite repeat_length, sum_zeros.
    repeat split; [|lra|].
    + intros t [<- | H]; [lra|]. apply repeat_spec in H. lra.
    + intro i. unfold sum_of, times. rewrite mean_zeros. lra.
  - destruct (IH x H) as (ts & Hl & Ht & H1 & Hx). exists (0 :: ts). simpl.
    repeat split; [auto| |lra|].
    + intros t [<- | H']; [lra|auto].
    + intro i. unfold sum_of, times. rewrite <- Hx. lra.
Qed.

Lemma affine_side_on_hull : forall rows f, affine_on (hull rows) f ->
  (forall x, In x rows -> 0 <= f x) \/ (forall x, In x rows -> f x <= 0) ->
  (forall x, hull rows x -> 0 <= f x) \/ (forall x, hull rows x -> f x <= 0).
Proof.
  intros rows f Hf [H | H]; [left | right]; intros x Hx.
  - apply (affine_nonnegative_on_hull rows f); auto using row_in_hull.
  - assert (0 <= -1 * f x); [|lra].
    apply (affine_nonnegative_on_hull rows (fun x => -1 * f x));
      auto using row_in_hull, affine_times.
    intros y Hy. specialize (H y Hy). lra.
Qed.

Lemma sides_on_hull : forall rows ls (g : Point -> Point),
  (forall j, affine_on (hull rows) (fun x => g x j)) ->
  (forall k u, In u (nth k ls []) ->
     (forall x, In x rows -> 0 <= z u (through (firstn k ls) (g x)))
     \/ (forall x, In x rows -> z u (through (firstn k ls) (g x)) <= 0)) ->
  forall k u, In u (nth k ls []) ->
     (forall x, hull rows x -> 0 <= z u (through (firstn k ls) (g x)))
     \/ (forall x, hull rows x -> z u (through (firstn k ls) (g x)) <= 0).
Proof.
  induction ls as [|l ls IH]; intros g Hg Hs k u Hu; [destruct k; destruct Hu|].
  assert (first : forall u, In u l -> (forall x, hull rows x -> 0 <= z u (g x))
                                    \/ (forall x, hull rows x -> z u (g x) <= 0)).
  { intros v Hv. apply affine_side_on_hull; [now apply affine_z|]. now apply (Hs 0%nat). }
  destruct k as [|k]; [now apply first|].
  apply (IH (fun x => relu_layer l (g x))); [|intros k' u'; apply (Hs (S k'))|exact Hu].
  apply affine_relu_layer; assumption.
Qed.

Theorem rows_decide_their_hull : forall f rows,
  one_sided_on (fun x => In x rows) f -> affine_on (hull rows) f.
Proof.
  intros f rows H. apply one_pattern_one_map. intros k u.
  apply (sides_on_hull rows (hidden f) (fun x => x)); [apply affine_coordinate|exact H].
Qed.

(* The box where every coordinate lies between -R0 and R0. *)
Definition box (R0 : R) (x : Point) : Prop := forall i, Rabs (x i) <= R0.

Lemma dot_box : forall l R0 x, box R0 x -> - (R0 * total (map Rabs l)) <= dot l x.
Proof.
  induction l as [|a l IH]; intros R0 x Hx; simpl; [lra|].
  assert (I := IH R0 _ (fun i => Hx (S i))). assert (A := Hx 0%nat).
  assert (- (Rabs a * R0) <= a * x 0%nat).
  { assert (Rabs (a * x 0%nat) <= Rabs a * R0) by (rewrite Rabs_mult; apply Rmult_le_compat_l;
      [apply Rabs_pos|assumption]).
    unfold Rabs in H at 1. destruct (Rcase_abs _) in H; lra. }
  unfold total in *. lra.
Qed.

(* The corner that is worst for w. *)
Definition worst (R0 : R) (l : list R) : Point := fun i => if Rle_dec 0 (nth i l 0) then - R0 else
  R0.

Lemma dot_worst : forall l R0, dot l (worst R0 l) = - (R0 * total (map Rabs l)).
Proof.
  induction l as [|a l IH]; intro R0; simpl; [lra|]. specialize (IH R0).
  change (fun i : nat => worst R0 (a :: l) (S i)) with (worst R0 l). rewrite IH.
  unfold worst; simpl nth.
  unfold total. destruct (Rle_dec 0 a); [rewrite (Rabs_right a) by lra | rewrite (Rabs_left a)
    by lra]; lra.
Qed.

Theorem on_everywhere_means_constant : forall u R0, 0 <= R0 ->
  (forall x, box R0 x -> 0 <= z u x) <-> bias u >= R0 * total (map Rabs (weights u)).
Proof.
  intros u R0 H. split; intro K.
  - assert (B : box R0 (worst R0 (weights u))).
    { intro i. unfold worst. destruct (Rle_dec _ _); [rewrite Rabs_Ropp|]; rewrite Rabs_right; lra.
      }
    specialize (K _ B). unfold z in K. rewrite dot_worst in K. lra.
  - intros x Hx. unfold z. assert (D := dot_box (weights u) R0 x Hx). lra.
Qed.

Theorem on_for_all_inputs_means_no_weights : forall u,
  (forall x, 0 <= z u x) <-> (forall a, In a (weights u) -> a = 0) /\ 0 <= bias u.
Proof.
  intro u. split.
  - intro H. assert (B : forall R0, 0 <= R0 -> bias u >= R0 * total (map Rabs (weights u))).
    { intros R0 HR. apply on_everywhere_means_constant; auto. }
    assert (P : forall l, 0 <= total (map Rabs l) /\ (total (map Rabs l) <= 0 -> forall a,
      In a l -> a = 0)).
    { induction l as [|a l [I J]]; simpl; [split; [lra|tauto]|]. unfold total in *.
      assert (A := Rabs_pos a). split; [lra|].
      intros L c [<- | Hc]; [|apply J; [lra|assumption]].
      destruct (Req_dec a 0) as [|N]; [assumption|]. assert (Q := Rabs_pos_lt a N). lra. }
    destruct (P (weights u)) as [P1 P2]. split; [|specialize (B 0); lra]. apply P2.
    destruct (Rle_dec (total (map Rabs (weights u))) 0) as [|N]; [assumption|]. exfalso.
    assert (B0 := B 0 ltac:(lra)). set (s := total (map Rabs (weights u))) in *.
    assert (0 < / s) by (apply Rinv_0_lt_compat; lra).
    specialize (B ((bias u + 1) * / s)). rewrite Rmult_assoc, Rinv_l in B by lra.
    assert (0 <= (bias u + 1) * / s) by (apply Rmult_le_pos; lra). specialize (B H1). lra.
  - intros [H Hb] x. unfold z. assert (Z : dot (weights u) x = 0); [|lra].
    revert x H. generalize (weights u). induction l as [|a l IH]; intros x H; simpl; [reflexivity|].
    rewrite (H a) by now left. rewrite IH by (intros; apply H; now right). lra.
Qed.
