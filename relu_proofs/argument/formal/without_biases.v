(* Without biases: scaling, and what it forbids. *)

Lemma units_tail : forall l ls o k, units (network_of (l :: ls) o) (S k)
  = units (network_of ls o) k.
Proof. reflexivity. Qed.

Lemma through_times : forall ls t x,
  (forall k u, In u (nth k ls []) -> bias u = 0) -> 0 <= t ->
  forall j, through ls (times t x) j = times t (through ls x) j.
Proof.
  induction ls; intros t x Hb Ht j; simpl; [reflexivity|].
  rewrite <- IHls; [|intros k u; apply (Hb (S k))|assumption].
  apply through_ext. intro i. unfold times at 2. rewrite !relu_layer_nth.
  destruct (nth_error a i) eqn:E; [|lra].
  rewrite <- r_times by assumption. f_equal. unfold z. rewrite dot_times.
  rewrite (Hb 0%nat u); [lra|]. simpl. eapply nth_error_In; eassumption.
Qed.

Theorem bias_free_networks_scale :
  forall f, bias_free f -> forall t x, 0 <= t -> f (times t x) = t * f x.
Proof.
  intros f [Hb Ho] t x Ht. unfold value_of.
  rewrite (z_ext _ _ (times t (through (hidden f) x))).
  - unfold z. rewrite dot_times, Ho. lra.
  - now apply through_times.
Qed.

Theorem bias_free_networks_vanish_at_the_origin : forall f, bias_free f -> f origin = 0.
Proof.
  intros f H. generalize (bias_free_networks_scale f H 0 origin (Rle_refl 0)).
  unfold value_of. rewrite (z_ext _ (through (hidden f) (times 0 origin)) (through (hidden f)
    origin)).
  - lra.
  - apply through_ext. intro i. unfold times, origin. lra.
Qed.

Theorem no_bias_free_network_is_near_one : forall f (S : Point -> Prop) E, bias_free f ->
  S origin ->
  (forall x : Point, S x -> Rabs (f x - 1) <= E) -> 1 <= E.
Proof.
  intros f S E H HS HE. specialize (HE origin HS).
  rewrite bias_free_networks_vanish_at_the_origin in HE by assumption.
  rewrite Rabs_left in HE; lra.
Qed.

Theorem one_input_two_slopes : forall f, bias_free f ->
  forall x, f (pt x) = f (pt 1) * r x + f (pt (-1)) * r (- x).
Proof.
  intros f H x. assert (E : forall a c, 0 <= a -> f (pt (a * c)) = a * f (pt c)).
  { intros a c Ha. rewrite <- bias_free_networks_scale by assumption. unfold value_of.
    apply z_ext, through_ext.
    intros [|i]; unfold times, pt; lra. }
  unfold r. destruct (Rle_dec 0 x).
  - replace x with (x * 1) at 1 by lra. rewrite E, Rmax_right, Rmax_left by lra. lra.
  - replace x with (- x * -1) at 1 by lra. rewrite E, Rmax_left, Rmax_right by lra. lra.
Qed.

(* The same unit with bias 0. *)
Definition drop_bias (u : Unit) : Unit := unit_of (weights u) 0.

(* The same network with every bias set to 0. *)
Definition without_biases (f : Network) : Network :=
  network_of (map (map drop_bias) (hidden f)) (drop_bias (output f)).

Lemma z_near : forall u C x y, (forall i, Rabs (x i - y i) <= C) ->
  Rabs (z u x - z (drop_bias u) y) <= C * total (map Rabs (weights u)) + Rabs (bias u).
Proof.
  intros u C x y H. apply (dot_near (weights u)) in H. unfold z, drop_bias. simpl.
  replace (dot (weights u) x + bias u - (dot (weights u) y + 0)) with (dot (weights u) x - dot
    (weights u) y + bias u) by ring.
  eapply Rle_trans; [apply Rabs_triang|]. lra.
Qed.

Lemma layer_near : forall l C, exists D, forall x y, (forall i, Rabs (x i - y i) <= C) ->
  forall j, Rabs (relu_layer l x j - relu_layer (map drop_bias l) y j) <= D.
Proof.
  induction l as [|u l IH]; intro C.
  - exists 0. intros x y _ [|j]; unfold relu_layer; simpl; rewrite Rminus_diag_eq, Rabs_R0; lra.
  - destruct (IH C) as (D & H). exists (Rmax (C * total (map Rabs (weights u)) + Rabs (bias u)) D).
    intros x y Hx [|j].
    + unfold relu_layer. simpl. eapply Rle_trans; [apply r_near|].
      eapply Rle_trans; [|apply Rmax_l]. now apply z_near.
    + eapply Rle_trans; [|apply Rmax_r]. apply (H x y Hx j).
Qed.

Lemma through_near : forall ls C, exists D, forall x y, (forall i, Rabs (x i - y i) <= C) ->
  forall j, Rabs (through ls x j - through (map (map drop_bias) ls) y j) <= D.
Proof.
  induction ls as [|l ls IH]; intro C; [exists C; intros; apply H|].
  destruct (layer_near l C) as (D & H). destruct (IH D) as (E & K). exists E. intros x y Hx j.
  simpl. apply K. now apply H.
Qed.

(* The biases move the output by a bounded amount, wherever the input is. *)
Lemma biases_move_little : forall f : Network, exists C, forall x,
  Rabs (f x - without_biases f x) <= C.
Proof.
  intro f. destruct (through_near (hidden f) 0) as (D & H). eexists. intro x. apply z_near. apply H.
  intro i. rewrite Rminus_diag_eq, Rabs_R0; lra.
Qed.

Lemma without_biases_is_bias_free : forall f, bias_free (without_biases f).
Proof.
  intro f. split; [|reflexivity]. intros k u. unfold units, without_biases. simpl.
  change (@nil Unit) with (map drop_bias []). rewrite map_nth. intro H. apply in_map_iff in H.
  now destruct H as (c & <- & _).
Qed.

Theorem biases_can_be_deleted : forall f : Network, (forall t x, 0 <= t ->
  f (times t x) = t * f x) ->
  forall x, f x = without_biases f x.
Proof.
  intros f H x. destruct (biases_move_little f) as (C & HC). set (d := f x - without_biases f x).
  assert (B : forall t, 0 <= t -> t * Rabs d <= C).
  { intros t Ht. specialize (HC (times t x)).
    rewrite H, (bias_free_networks_scale _ (without_biases_is_bias_free f)) in HC by assumption.
    rewrite <- (Rabs_right t), <- Rabs_mult by lra.
    replace (t * d) with (t * f x - t * without_biases f x) by (unfold d; ring). assumption. }
  destruct (Req_dec d 0) as [Z | Z]; [unfold d in Z; lra|]. exfalso. assert (P := Rabs_pos_lt d Z).
  assert (C0 := B 0 ltac:(lra)). assert (I : 0 < / Rabs d) by now apply Rinv_0_lt_compat.
  specialize (B ((C + 1) * / Rabs d)). rewrite Rmult_assoc, Rinv_l in B by lra.
  assert (0 <= (C + 1) * / Rabs d) by (apply Rmult_le_pos; lra). specialize (B H0). lra.
Qed.

(* The input x with one more coordinate, in front, that is always 1. *)
Definition with_one (x : Point) : Point := fun i => match i with O => 1 | S i => x i end.

(* The bias becomes the weight of that coordinate. *)
Definition bias_as_weight (u : Unit) : Unit := unit_of (bias u :: weights u) 0.

(* The network without biases; in each hidden layer one more unit passes the 1 on. *)
Definition constant_as_input (f : Network) : Network :=
  network_of (map (fun l => unit_of [1] 0 :: map bias_as_weight l) (hidden f)) (bias_as_weight
    (output f)).

Lemma z_with_one : forall u x y, (forall i, y i = with_one x i) -> z (bias_as_weight u) y = z u x.
Proof.
  intros u x y H. rewrite (z_ext _ _ _ H). unfold z, bias_as_weight, with_one. simpl.
  change (fun i => x i) with x. lra.
Qed.

Theorem one_constant_input_restores_biases : forall f : Network,
  bias_free (constant_as_input f) /\ forall x, constant_as_input f (with_one x) = f x.
Proof.
  intros [ls o]. split.
  - split; [|reflexivity]. intro k. unfold units, constant_as_input. simpl. revert k.
    induction ls as [|l ls IH]; intros [|k] u H; try (now destruct H); [|now apply (IH k)].
    destruct H as [<- | H]; [reflexivity|]. apply in_map_iff in H. now destruct H as (c & <- & _).
  - intro x. unfold value_of, constant_as_input. simpl. apply z_with_one.
    assert (G : forall ls x y, (forall i, y i = with_one x i) -> forall i,
      through (map (fun l => unit_of [1] 0 :: map bias_as_weight l) ls) y i
        = with_one (through ls x) i).
    { clear. induction ls as [|l ls IH]; intros x y H; simpl; [exact H|]. apply IH. intros [|j].
      - unfold relu_layer. simpl. unfold z. simpl. rewrite H. unfold with_one, r.
        rewrite Rmax_right; lra.
      - unfold with_one. rewrite (relu_layer_nth l). unfold relu_layer. simpl.
        rewrite map_map. clear IH.
        revert j. induction l as [|u l IHl]; intros [|j]; simpl; auto. f_equal.
        now apply z_with_one. }
    now apply G.
Qed.

Theorem the_zero_network_is_exactly_one_away :
  bias_free (network_of [] (unit_of [] 0)) /\
  forall x, Rabs (network_of [] (unit_of [] 0) x - 1) = 1.
Proof.
  split.
  - split; [intros [|k] u H; destruct H|reflexivity].
  - intro x. unfold value_of, z. simpl. rewrite Rabs_left; lra.
Qed.
