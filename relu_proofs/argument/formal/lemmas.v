(* What the proofs of several pages use.  No page speaks of it. *)

Theorem relu_is_half_line_half_fold : forall y, r y = y / 2 + Rabs y / 2.
Proof. intro y. unfold r, Rmax, Rabs. destruct (Rle_dec 0 y), (Rcase_abs y); lra. Qed.

(* Pointwise equal inputs give equal values. *)
Lemma dot_ext : forall w x y, (forall i, x i = y i) -> dot w x = dot w y.
Proof. induction w; simpl; intros x y H; [reflexivity|]. rewrite H. f_equal. apply IHw.
intro; apply H. Qed.

Lemma z_ext : forall u x y, (forall i, x i = y i) -> z u x = z u y.
Proof. intros. unfold z. f_equal. now apply dot_ext. Qed.

Lemma relu_layer_nth : forall l x j,
  relu_layer l x j = match nth_error l j with Some u => r (z u x) | None => 0 end.
Proof. unfold relu_layer. induction l; intros x [|j]; simpl; auto. Qed.

Lemma relu_layer_ext : forall l x y, (forall i, x i = y i) -> forall j,
  relu_layer l x j = relu_layer l y j.
Proof. intros. rewrite !relu_layer_nth. destruct (nth_error l j); [|reflexivity]. f_equal.
now apply z_ext. Qed.

Lemma through_ext : forall ls x y, (forall i, x i = y i) -> forall j,
  through ls x j = through ls y j.
Proof. induction ls; simpl; intros; [apply H|]. apply IHls. now apply relu_layer_ext. Qed.

Lemma dot_times : forall w t x, dot w (times t x) = t * dot w x.
Proof.
  induction w; intros; simpl; [lra|]. unfold times at 1.
  change (fun i => times t x (S i)) with (times t (fun i => x (S i))). rewrite IHw. lra.
Qed.

Lemma r_times : forall t y, 0 <= t -> r (t * y) = t * r y.
Proof.
  intros t y Ht. unfold r, Rmax. destruct (Rle_dec 0 y), (Rle_dec 0 (t * y)); try nra.
Qed.

(* What an affine function keeps at the rows it keeps at their means. *)
Lemma dot_plus : forall w x y, dot w (sum_of x y) = dot w x + dot w y.
Proof.
  induction w; intros; simpl; [lra|]. unfold sum_of at 1.
  change (fun i => sum_of x y (S i)) with (sum_of (fun i => x (S i)) (fun i => y (S i))).
  rewrite IHw. lra.
Qed.

Lemma dot_origin : forall w, dot w origin = 0.
Proof. induction w; simpl; [reflexivity|]. change (fun _ : nat => origin _) with origin.
unfold origin in *. rewrite IHw. lra. Qed.

Lemma z_step : forall u x s d, z u (sum_of x (times s d)) = z u x + s * dot (weights u) d.
Proof. intros. unfold z. rewrite dot_plus, dot_times. lra. Qed.

Lemma z_between : forall u t x y, z u (along t x y) = (1 - t) * z u x + t * z u y.
Proof. intros. unfold z, along. rewrite dot_plus, !dot_times. lra. Qed.

(* Affine functions on a set: sums and multiples of them are affine. *)
Fixpoint longer_sum (v w : list R) : list R :=
  match v, w with
  | a :: v, b :: w => a + b :: longer_sum v w
  | [], w => w
  | v, [] => v
  end.

Lemma dot_longer_sum : forall v w x, dot (longer_sum v w) x = dot v x + dot w x.
Proof. induction v; destruct w; intros; simpl; try lra. rewrite IHv. lra. Qed.

Lemma dot_map_times : forall a w x, dot (map (Rmult a) w) x = a * dot w x.
Proof. induction w; intros; simpl; [lra|]. rewrite IHw. lra. Qed.

Lemma affine_constant : forall S c, affine_on S (fun _ => c).
Proof. intros. exists [], c. intros. simpl. lra. Qed.

Lemma affine_plus : forall S f g, affine_on S f -> affine_on S g ->
  affine_on S (fun x => f x + g x).
Proof.
  intros S f g (v & b & Hf) (w & c & Hg). exists (longer_sum v w), (b + c). intros x Hx.
  rewrite dot_longer_sum, Hf, Hg by assumption. lra.
Qed.

Lemma affine_times : forall S a f, affine_on S f -> affine_on S (fun x => a * f x).
Proof.
  intros S a f (w & c & Hf). exists (map (Rmult a) w), (a * c). intros x Hx.
  rewrite dot_map_times, Hf by assumption. lra.
Qed.

Lemma affine_same : forall (S : Point -> Prop) f g,
  affine_on S f -> (forall x, S x -> g x = f x) -> affine_on S g.
Proof. intros S f g (w & c & Hf) E. exists w, c. intros. rewrite E; auto. Qed.

Lemma affine_coordinate : forall S i, affine_on S (fun x => x i).
Proof.
  intros S i. exists (repeat 0 i ++ [1]), 0. intros x _. revert x.
  induction i; intro x; simpl; [lra|]. specialize (IHi (fun j => x (Datatypes.S j))). simpl in IHi.
  lra.
Qed.

(* An affine unit of inputs that are affine is affine. *)
Lemma affine_dot : forall S w (g : Point -> Point),
  (forall j, affine_on S (fun x => g x j)) -> affine_on S (fun x => dot w (g x)).
Proof.
  induction w; intros g H; simpl; [apply affine_constant|].
  apply affine_plus; [apply affine_times, H|].
  apply (IHw (fun x i => g x (Datatypes.S i))). intro j. apply (H (Datatypes.S j)).
Qed.

Lemma affine_z : forall S u (g : Point -> Point),
  (forall j, affine_on S (fun x => g x j)) -> affine_on S (fun x => z u (g x)).
Proof. intros. unfold z. apply affine_plus; [now apply affine_dot|apply affine_constant]. Qed.

Lemma affine_relu_layer : forall (S : Point -> Prop) l (g : Point -> Point),
  (forall j, affine_on S (fun x => g x j)) ->
  (forall u, In u l -> (forall x, S x -> 0 <= z u (g x)) \/ (forall x, S x -> z u (g x) <= 0)) ->
  forall j, affine_on S (fun x => relu_layer l (g x) j).
Proof.
  intros S l g Hg Hs j. destruct (nth_error l j) eqn:E.
  - destruct (Hs u (nth_error_In _ _ E)) as [H | H].
    + apply (affine_same S (fun x => z u (g x))); [now apply affine_z|]. intros x Hx.
      rewrite relu_layer_nth, E. unfold r. apply Rmax_right. auto.
    + apply (affine_same S (fun _ => 0)); [apply affine_constant|]. intros x Hx.
      rewrite relu_layer_nth, E. unfold r. apply Rmax_left. auto.
  - apply (affine_same S (fun _ => 0)); [apply affine_constant|]. intros x Hx.
    now rewrite relu_layer_nth, E.
Qed.

Lemma sum_map_plus : forall A (l : list A) f g,
  total (map (fun x => f x + g x) l) = total (map f l) + total (map g l).
Proof. induction l; intros; simpl; [lra|]. rewrite IHl. lra. Qed.

Lemma sum_map_times : forall A (l : list A) a f,
  total (map (fun x => f x * a) l) = total (map f l) * a.
Proof. induction l; intros; simpl; [lra|]. rewrite IHl. lra. Qed.

Lemma sum_map_ext : forall A (l : list A) f g,
  (forall x, In x l -> f x = g x) -> total (map f l) = total (map g l).
Proof. induction l; intros; simpl; [reflexivity|]. rewrite H by (left; auto). f_equal. apply IHl.
intros. apply H. now right. Qed.

Lemma proportional_dec : forall a l m,
  (forall x, dot l x = a * dot m x) \/ (exists d, dot l d <> a * dot m d).
Proof.
  intro a. assert (H : forall l, (forall x, dot l x = 0) \/ (exists d, dot l d <> 0)).
  { induction l as [|c l IH]; [left; reflexivity|]. destruct (Req_EM_T c 0) as [-> | N].
    - destruct IH as [IH | (d & IH)]; [left; intro; simpl; rewrite IH; lra|].
      right. exists (fun i => match i with O => 0 | S i => d i end). simpl.
      change (fun i => d i) with d. lra.
    - right. exists (fun i => match i with O => 1 | S _ => 0 end). simpl.
      change (fun i : nat => 0) with origin. rewrite dot_origin. lra. }
  intros l m. destruct (H (longer_sum l (map (Rmult (- a)) m))) as [K | (d & K)].
  - left. intro x. specialize (K x). rewrite dot_longer_sum, dot_map_times in K. lra.
  - right. exists d. rewrite dot_longer_sum, dot_map_times in K. lra.
Qed.

Lemma last_default : forall (l : list R) a d d', last (a :: l) d = last (a :: l) d'.
Proof. induction l; intros; [reflexivity|]. apply IHl. Qed.

Lemma last_cons : forall ps (p q : R), last (q :: ps) p = last ps q.
Proof. destruct ps; intros; [reflexivity|]. apply (last_default ps). Qed.

Lemma dot_near : forall l C x y, (forall i, Rabs (x i - y i) <= C) ->
  Rabs (dot l x - dot l y) <= C * total (map Rabs l).
Proof.
  induction l as [|a l IH]; intros C x y H; simpl; [rewrite Rminus_diag_eq, Rabs_R0; unfold total;
    simpl; lra|].
  specialize (IH C _ _ (fun i => H (S i))). specialize (H 0%nat). simpl in IH.
  replace (a * x 0%nat + dot l (fun i => x (S i)) - (a * y 0%nat + dot l (fun i => y (S i))))
    with (a * (x 0%nat - y 0%nat) + (dot l (fun i => x (S i)) - dot l (fun i => y (S i)))) by ring.
  eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_mult. unfold total in *.
  assert (A := Rabs_pos a). nra.
Qed.

Lemma r_near : forall a c, Rabs (r a - r c) <= Rabs (a - c).
Proof. intros. unfold r, Rmax, Rabs. destruct (Rle_dec 0 a), (Rle_dec 0 c);
  repeat match goal with |- context [Rcase_abs ?e] => destruct (Rcase_abs e) end; lra. Qed.

Lemma dot_axis : forall i x, dot (repeat 0 i ++ [1]) x = x i.
Proof. induction i; intro x; simpl; [lra|]. rewrite IHi. lra. Qed.

Lemma longer_sum_length : forall v w, (length w <= length v)%nat ->
  length (longer_sum v w) = length v.
Proof. induction v; intros [|b w] H; simpl in *; try lia. f_equal. apply IHv. lia. Qed.

(* A sum over rows of a linear function of the features is one of the sums over rows. *)
Lemma total_of_dots : forall A (d : list R) (h : A -> Point) (e : A -> R) (rows : list A),
  total (map (fun p => dot d (h p) * e p) rows) =
  dot d (fun j => total (map (fun p => h p j * e p) rows)).
Proof.
  induction d as [|a d IH]; intros h e rows; simpl.
  - rewrite (sum_map_ext _ rows _ (fun p => 0 * 0)) by (intros; lra).
    induction rows; simpl; [reflexivity|]. rewrite IHrows. lra.
  - rewrite <- (IH (fun p i => h p (S i))).
    rewrite (sum_map_ext _ rows _ (fun p => h p 0%nat * e p * a + dot d (fun i => h p (S i)) * e p))
      by (intros; ring).
    rewrite sum_map_plus, sum_map_times. ring.
Qed.

Lemma dot_zero : forall d x, (forall j, x j = 0) -> dot d x = 0.
Proof. intros d x H. rewrite (dot_ext _ _ origin) by exact H. apply dot_origin. Qed.

Lemma total_not_negative : forall A (f : A -> R) l, (forall x, 0 <= f x) -> 0 <= total (map f l).
Proof. intros A f l H. induction l; simpl; [lra|]. specialize (H a). unfold total in *. lra. Qed.
