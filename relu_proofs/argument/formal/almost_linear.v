(* Almost linear: softplus, and the distance to the affine maps. *)

Theorem softplus_gap : forall B y, 0 < B ->
  ln (1 + exp (B * y)) / B = r y + ln (1 + exp (- (B * Rabs y))) / B.
Proof.
  intros B y H. unfold r, Rmax, Rabs. destruct (Rle_dec 0 y), (Rcase_abs y); try lra.
  - replace (1 + exp (B * y)) with (exp (B * y) * (1 + exp (- (B * y)))).
    + rewrite ln_mult, ln_exp; [field; lra|apply exp_pos|]. assert (P := exp_pos (- (B * y))). lra.
    + rewrite Rmult_plus_distr_l, <- exp_plus, Rplus_opp_r, exp_0. ring.
  - rewrite Rplus_0_l. do 4 f_equal. ring.
Qed.

Theorem softplus_gap_is_largest_at_zero : forall B y, 0 < B -> y <> 0 ->
  0 < ln (1 + exp (- (B * Rabs y))) / B < ln 2 / B.
Proof.
  intros B y H N. assert (P := Rabs_pos_lt y N). assert (Q := exp_pos (- (B * Rabs y))).
  assert (exp (- (B * Rabs y)) < 1). { rewrite <- exp_0. apply exp_increasing. nra. }
  assert (0 < / B) by now apply Rinv_0_lt_compat. split.
  - apply Rmult_lt_0_compat; [|assumption]. rewrite <- ln_1. apply ln_increasing; lra.
  - apply Rmult_lt_compat_r; [assumption|]. apply ln_increasing; lra.
Qed.

Theorem nothing_is_almost_linear : forall f : Point -> R, (forall k x, 0 <= k ->
  f (times k x) = k * f x) ->
  forall w q E, (forall x, Rabs (f x - (dot w x + q)) <= E) -> forall x, f x = dot w x.
Proof.
  intros f H w q E HE x. set (d := f x - dot w x).
  assert (B : forall k, 0 <= k -> k * Rabs d <= E + Rabs q).
  { intros k Hk. specialize (HE (times k x)). rewrite H, dot_times in HE by assumption.
    rewrite <- (Rabs_right k) by lra. rewrite <- Rabs_mult.
    replace (k * d) with (k * f x - (k * dot w x + q) + q) by (unfold d; ring).
    eapply Rle_trans; [apply Rabs_triang|]. lra. }
  destruct (Req_dec d 0) as [Z | Z]; [unfold d in Z; lra|]. exfalso.
  assert (P := Rabs_pos_lt d Z). assert (Q := B 0 ltac:(lra)).
  specialize (B ((E + Rabs q + 1) / Rabs d)).
  unfold Rdiv in B. rewrite Rmult_assoc, Rinv_l in B by lra.
  assert (0 < / Rabs d) by now apply Rinv_0_lt_compat.
  assert (0 <= (E + Rabs q + 1) * / Rabs d) by (apply Rmult_le_pos; lra). specialize (B H1). lra.
Qed.

Theorem softplus_gap_at_zero : forall B, 0 < B -> ln (1 + exp (B * 0)) / B = r 0 + ln 2 / B.
Proof.
  intros B H. rewrite Rmult_0_r, exp_0. unfold r. rewrite Rmax_left by lra.
  replace (1 + 1) with 2 by lra. lra.
Qed.
