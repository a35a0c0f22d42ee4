(* Training: the derivative at 0, and one unit on one row. *)

Lemma relu_pair : forall y, r y - r (- y) = y.
Proof. intro y. rewrite !relu_is_half_line_half_fold, Rabs_Ropp. lra. Qed.

Theorem the_pair_has_derivative_one : forall y, derivable_pt_lim (fun y => r y - r (- y)) y 1.
Proof.
  intros y e He. exists (mkposreal 1 Rlt_0_1). intros h Hh _. rewrite !relu_pair.
  replace ((y + h - y) / h - 1) with 0 by (field; assumption). now rewrite Rabs_R0.
Qed.

(* Half the squared error of the network r(w x) on the row x = 2, y = 1. *)
Definition loss (w : R) : R := (r (2 * w) - 1) ^ 2 / 2.

(* Its derivative where it has one; at w = 0 what is used there, with 0 for the slope of r. *)
Definition loss_slope (w : R) : R := if Rlt_dec 0 w then (2 * w - 1) * 2 else 0.

(* Gradient descent from w = 1: the weight after n steps of size e. *)
Fixpoint descend (e : R) (n : nat) : R :=
  match n with O => 1 | S n => descend e n - e * loss_slope (descend e n) end.

Theorem loss_slope_is_the_derivative : forall w, w <> 0 -> derivable_pt_lim loss w (loss_slope w).
Proof.
  intros a N e He. unfold loss_slope. destruct (Rlt_dec 0 a) as [L | L].
  - exists (mkposreal (Rmin a (e / 4)) (Rmin_pos a (e / 4) L ltac:(lra))). intros h Hh B.
    simpl in B.
    assert (B1 : Rabs h < a) by (eapply Rlt_le_trans; [exact B|apply Rmin_l]).
    assert (B2 : Rabs h < e / 4) by (eapply Rlt_le_trans; [exact B|apply Rmin_r]).
    apply Rabs_def2 in B1.
    unfold loss, r. rewrite !Rmax_right by lra.
    replace (((2 * (a + h) - 1) ^ 2 / 2 - (2 * a - 1) ^ 2 / 2) / h - (2 * a - 1) * 2) with (2 * h)
      by (field; assumption).
    rewrite Rabs_mult, (Rabs_right 2) by lra. lra.
  - exists (mkposreal (- a) ltac:(lra)). intros h Hh B. simpl in B. apply Rabs_def2 in B.
    unfold loss, r. rewrite !Rmax_left by lra. replace (_ / h - 0) with 0 by (field; assumption).
    now rewrite Rabs_R0.
Qed.

Theorem solved_in_one_step : forall n, descend (1 / 4) (S n) = 1 / 2.
Proof.
  induction n; [simpl; unfold loss_slope; destruct (Rlt_dec 0 1); lra|].
  change (descend (1 / 4) (S (S n))) with (descend (1 / 4) (S n) - 1 / 4 * loss_slope (descend (1 /
    4) (S n))). rewrite IHn.
  unfold loss_slope. destruct (Rlt_dec 0 (1 / 2)); lra.
Qed.

Theorem dead_after_one_step : forall e, 1 / 2 < e -> forall n,
  descend e (S n) = 1 - 2 * e /\ r (2 * descend e (S n)) = 0.
Proof.
  intros e H n. assert (E : descend e (S n) = 1 - 2 * e).
  { induction n; [simpl; unfold loss_slope; destruct (Rlt_dec 0 1); lra|].
    change (descend e (S (S n))) with (descend e (S n) - e * loss_slope (descend e (S n))).
    rewrite IHn.
    unfold loss_slope. destruct (Rlt_dec 0 (1 - 2 * e)); lra. }
  split; [assumption|]. rewrite E. unfold r. apply Rmax_left. lra.
Qed.

Theorem small_steps_converge : forall e, 0 < e < 1 / 2 -> Un_cv (descend e) (1 / 2).
Proof.
  intros e H. set (q := 1 - 4 * e). assert (Q : Rabs q < 1) by (apply Rabs_def1; unfold q; lra).
  assert (E : forall n, descend e n = 1 / 2 + q ^ n / 2 /\ 0 < descend e n).
  { induction n as [|n [E P]]; [simpl; lra|]. assert (F : descend e (S n) = 1 / 2 + q ^ S n / 2).
    { simpl descend. unfold loss_slope. destruct (Rlt_dec 0 (descend e n)); [|lra]. rewrite E.
      simpl pow. unfold q. field. }
    split; [assumption|]. rewrite F. assert (B : Rabs (q ^ S n) < 1).
    { rewrite <- RPow_abs. apply pow_lt_1_compat; [split; [apply Rabs_pos|assumption]|lia]. }
    apply Rabs_def2 in B. lra. }
  intros d Hd. destruct (pow_lt_1_zero q Q (2 * d) ltac:(lra)) as (N & HN). exists N. intros n Hn.
  unfold R_dist. destruct (E n) as [-> _].
  replace (1 / 2 + q ^ n / 2 - 1 / 2) with (q ^ n * / 2) by field.
  rewrite Rabs_mult, (Rabs_right (/ 2)) by lra. specialize (HN n Hn). lra.
Qed.

(* Automatic differentiation of a sum of multiples of ReLUs: the chain rule, with the number g for
   the slope of r at 0. *)
Inductive Expression :=
| the_input
| a_multiple_of (k : R) (e : Expression)
| a_sum_of (e e' : Expression)
| a_relu_of (e : Expression).
Fixpoint at_input (x : R) (e : Expression) : R :=
  match e with
  | the_input => x
  | a_multiple_of k e => k * at_input x e
  | a_sum_of e e' => at_input x e + at_input x e'
  | a_relu_of e => r (at_input x e)
  end.
Definition relu_slope (g y : R) : R :=
  if Rlt_dec 0 y then 1 else if Rlt_dec y 0 then 0 else g.
Fixpoint by_chain_rule (g x : R) (e : Expression) : R :=
  match e with
  | the_input => 1
  | a_multiple_of k e => k * by_chain_rule g x e
  | a_sum_of e e' => by_chain_rule g x e + by_chain_rule g x e'
  | a_relu_of e => relu_slope g (at_input x e) * by_chain_rule g x e
  end.
(* r(x) - r(-x), as an expression. *)
Definition the_pair : Expression :=
  a_sum_of (a_relu_of the_input) (a_multiple_of (-1) (a_relu_of (a_multiple_of (-1) the_input))).

Theorem the_pair_is_the_input : forall x, at_input x the_pair = x.
Proof.
  intro x. simpl. rewrite <- (relu_pair x) at 3. replace (-1 * x) with (- x) by ring. lra.
Qed.

Theorem autodiff_returns_twice_g : forall g, by_chain_rule g 0 the_pair = 2 * g.
Proof.
  intro g. simpl. replace (-1 * 0) with 0 by ring. unfold relu_slope.
  destruct (Rlt_dec 0 0); lra.
Qed.

Theorem autodiff_is_right_only_for_one_half : forall g,
  by_chain_rule g 0 the_pair = 1 <-> g = 1 / 2.
Proof. intro g. rewrite autodiff_returns_twice_g. split; lra. Qed.
