(* Depth: folds of the tent, and what one layer cannot do. *)

(* The tent. *)
Definition tent (x : R) : R := 2 * r x - 4 * r (x - 1 / 2).

(* The tent composed with itself k times. *)
Fixpoint folds (k : nat) (x : R) : R :=
  match k with O => x | S k => folds k (tent x) end.

Lemma tent_left : forall x, 0 <= x <= 1 / 2 -> tent x = 2 * x.
Proof. intros. unfold tent, r. rewrite Rmax_right, Rmax_left; lra. Qed.

Lemma tent_right : forall x, 1 / 2 <= x -> tent x = 2 - 2 * x.
Proof. intros. unfold tent, r. rewrite !Rmax_right; lra. Qed.

(* On the part from j / 2^k to (j + 1) / 2^k the folds are 2^k x - j for even j,
  j + 1 - 2^k x for odd j. *)
Theorem each_fold_doubles_the_pieces : forall k j, (j < 2 ^ k)%nat -> forall x,
  INR j / 2 ^ k <= x <= INR (S j) / 2 ^ k ->
  folds k x = if Nat.even j then 2 ^ k * x - INR j else INR (S j) - 2 ^ k * x.
Proof.
  induction k; intros j Hj x Hx.
  - simpl in Hj. assert (j = 0)%nat by lia. subst. simpl in *. lra.
  - assert (P : 0 < 2 ^ k) by (apply pow_lt; lra).
    assert (E : (2 ^ S k = 2 * 2 ^ k)%nat) by reflexivity.
    assert (N : INR (2 ^ k) = 2 ^ k) by (rewrite pow_INR; reflexivity).
    change (2 ^ S k) with (2 * 2 ^ k) in *.
    assert (Hx1 : INR j <= 2 * 2 ^ k * x).
    { destruct Hx as [L _]. apply (Rmult_le_compat_l (2 * 2 ^ k)) in L; [|lra].
      field_simplify in L; lra. }
    assert (Hx2 : 2 * 2 ^ k * x <= INR (S j)).
    { destruct Hx as [_ L]. apply (Rmult_le_compat_l (2 * 2 ^ k)) in L; [|lra].
      field_simplify in L; lra. }
    simpl folds. destruct (Nat.lt_ge_cases j (2 ^ k)) as [C | C].
    + assert (INR (S j) <= 2 ^ k) by (rewrite <- N; apply le_INR; lia).
      rewrite tent_left.
      * rewrite (IHk j C (2 * x)); [destruct (Nat.even j); lra|].
        split; apply (Rmult_le_reg_l (2 ^ k)); auto; field_simplify; lra.
      * split; [|nra]. assert (0 <= INR j) by apply pos_INR. nra.
    + (* the mirrored part *)
      assert (I1 : INR (2 ^ S k - S j) = 2 * 2 ^ k - INR (S j)).
      { rewrite minus_INR by lia. rewrite E, mult_INR, N. simpl. lra. }
      assert (I2 : INR (S (2 ^ S k - S j)) = 2 * 2 ^ k - INR j).
      { rewrite S_INR, I1, S_INR. lra. }
      assert (2 ^ k <= INR j) by (rewrite <- N; apply le_INR; lia).
      rewrite tent_right by nra.
      rewrite (IHk (2 ^ S k - S j)%nat) by
        (lia || (rewrite I1, I2; split; apply (Rmult_le_reg_l (2 ^ k)); auto; field_simplify; lra)).
      rewrite I1, I2. replace (Nat.even (2 ^ S k - S j)) with (negb (Nat.even j)).
      * destruct (Nat.even j); simpl negb; cbv iota; lra.
      * rewrite Nat.even_sub by lia. replace (Nat.even (2 ^ S k)) with true by (rewrite E,
          Nat.even_mul; reflexivity).
        rewrite Nat.even_succ, <- Nat.negb_even. destruct (Nat.even j); reflexivity.
Qed.

Theorem folds_alternate : forall k j, (j <= 2 ^ k)%nat ->
  folds k (INR j / 2 ^ k) = if Nat.even j then 0 else 1.
Proof.
  intros k j H. assert (P : 0 < 2 ^ k) by (apply pow_lt; lra).
  assert (T : (0 < 2 ^ k)%nat) by (apply Nat.neq_0_lt_0, Nat.pow_nonzero; lia).
  destruct j as [|j].
  - rewrite (each_fold_doubles_the_pieces k 0) by
      first [lia | simpl; split; [lra | apply Rmult_le_compat_r; [left;
        now apply Rinv_0_lt_compat | lra]]].
    simpl. field. lra.
  - rewrite (each_fold_doubles_the_pieces k j) by
      first [lia | split; [apply Rmult_le_compat_r; [left;
        now apply Rinv_0_lt_compat | apply le_INR; lia] | lra]].
    rewrite Nat.even_succ, <- Nat.negb_even, S_INR.
    destruct (Nat.even j); simpl negb; cbv iota; field; lra.
Qed.

(* If g - 1/2 changes sign from each point of p :: ps to the next, g needs a piece for each change.
*)
Fixpoint alternates (g : R -> R) (p : R) (ps : list R) : Prop :=
  match ps with
  | [] => True
  | q :: ps => p < q /\ (g p - 1 / 2) * (g q - 1 / 2) < 0 /\ alternates g q ps
  end.

(* A line that crosses 1/2 between p and q stays on the side of q. *)
Lemma same_side : forall m c p q s, p < q -> q <= s ->
  (m * p + c - 1 / 2) * (m * q + c - 1 / 2) < 0 -> 0 < (m * q + c - 1 / 2) * (m * s + c - 1 / 2).
Proof.
  intros m c p q s L M H. set (Q := m * q + c - 1 / 2) in *.
  assert (E : Q * m * (q - p) = Q * Q - (m * p + c - 1 / 2) * Q) by (unfold Q; ring).
  assert (0 <= Q * Q) by nra. assert (0 < Q * m) by (apply (Rmult_lt_reg_r (q - p)); nra).
  replace (m * s + c - 1 / 2) with (Q + m * (s - q)) by (unfold Q; ring).
  assert (Q <> 0) by (intro Z; rewrite Z in H; lra). assert (0 < Q * Q) by nra.
  assert (0 <= Q * m * (s - q)) by (apply Rmult_le_pos; lra). nra.
Qed.

Lemma signs : forall a b c, 0 < a * b -> a * c < 0 -> b * c < 0.
Proof.
  intros a b c H K. destruct (Rtotal_order a 0) as [L | [L | L]].
  - assert (b < 0) by nra. assert (0 < c) by nra. nra.
  - subst a. lra.
  - assert (0 < b) by nra. assert (c < 0) by nra. nra.
Qed.

Lemma changes_need_pieces : forall g ts t p ps, pieces g t ts ->
  t <= p -> last ps p <= last ts t -> alternates g p ps -> (length ps <= length ts)%nat.
Proof.
  induction ts as [|s ts IH]; intros t p ps Hg Hp Hl Ha.
  - destruct ps as [|q ps]; [simpl; lia|]. exfalso. simpl (last [] t) in Hl.
    assert (forall ps p, alternates g p ps -> p <= last ps p).
    { clear. induction ps as [|q ps IH]; intros p H; [simpl; lra|]. destruct H as (L & _ & H).
      specialize (IH q H). rewrite last_cons. lra. }
    destruct Ha as (L & _ & Ha). specialize (H ps q Ha).
    assert (last (q :: ps) p = last ps q) by apply last_cons. lra.
  - destruct Hg as (Hts & (m & c & Hm) & Hg).
    assert (Ls : last (s :: ts) t = last ts s) by apply last_cons. rewrite Ls in Hl.
    destruct ps as [|q ps]; [simpl; lia|]. simpl length.
    assert (Lq : last (q :: ps) p = last ps q) by apply last_cons. rewrite Lq in Hl.
    destruct Ha as (L & A & Ha).
    destruct (Rle_dec q s) as [Q | Q].
    + (* p and q in the first part: move q to s *)
      assert (Gp := Hm p ltac:(lra)). assert (Gq := Hm q ltac:(lra)).
      assert (Gs := Hm s ltac:(lra)).
      assert (Same : 0 < (g q - 1 / 2) * (g s - 1 / 2)) by
        (rewrite Gp, Gq in A; rewrite Gq, Gs; apply (same_side m c p); assumption).
      destruct ps as [|q' ps]; [simpl; lia|].
      destruct Ha as (L' & A' & Ha).
      assert (Q' : s < q').
      { destruct (Rlt_dec s q'); [assumption|]. assert (Gq' := Hm q' ltac:(lra)).
        rewrite Gp, Gq in A. rewrite Gq, Gq' in A'.
          assert (X := same_side m c p q q' L ltac:(lra) A). lra. }
      apply le_n_S. apply (IH s s (q' :: ps)); [assumption|lra| |].
      * assert (last (q' :: ps) s = last (q' :: ps) q) by apply last_default. lra.
      * simpl. repeat split; [assumption| |assumption].
        exact (signs _ _ _ Same A').
    + (* q is beyond the first part: drop p *)
      apply le_n_S. apply (IH s q ps); auto; lra.
Qed.

(* The points a * j, a * (j + 1), ..., a * (j + n). *)
Fixpoint steps (a : R) (j n : nat) : list R :=
  match n with O => [] | S n => a * INR (S j) :: steps a (S j) n end.

Lemma steps_length : forall a n j, length (steps a j n) = n.
Proof. induction n; intros; simpl length; auto. Qed.

Lemma steps_last : forall a n j, last (steps a j n) (a * INR j) = a * INR (n + j).
Proof.
  induction n; intro j; [reflexivity|]. specialize (IHn (S j)).
  replace (S n + j)%nat with (n + S j)%nat by lia. rewrite <- IHn.
  simpl steps. apply last_cons.
Qed.

Lemma near_folds_alternates : forall k g,
  (forall x, 0 <= x <= 1 -> Rabs (g x - folds k x) < 1 / 2) ->
  forall n j, (n + j <= 2 ^ k)%nat -> alternates g (/ 2 ^ k * INR j) (steps (/ 2 ^ k) j n).
Proof.
  intros k g Hg. assert (P : 0 < / 2 ^ k) by (apply Rinv_0_lt_compat, pow_lt; lra).
  assert (V : forall j, (j <= 2 ^ k)%nat ->
    if Nat.even j then g (/ 2 ^ k * INR j) < 1 / 2 else 1 / 2 < g (/ 2 ^ k * INR j)).
  { intros j Hj. assert (B : 0 <= / 2 ^ k * INR j <= 1).
    { split; [apply Rmult_le_pos; [lra|apply pos_INR]|].
      apply le_INR in Hj. rewrite pow_INR in Hj. simpl (INR 2) in Hj. change (1 + 1) with 2 in Hj.
      replace 1 with (/ 2 ^ k * 2 ^ k) by (apply Rinv_l; apply pow_nonzero; lra).
      apply Rmult_le_compat_l; lra. }
    specialize (Hg _ B). rewrite (Rmult_comm _ (INR j)) in Hg at 2. fold (INR j / 2 ^ k) in Hg.
    rewrite folds_alternate in Hg by assumption. apply Rabs_def2 in Hg.
    destruct (Nat.even j); lra. }
  induction n; intros j Hj; [exact I|]. change (steps (/ 2 ^ k) j (S n)) with (/ 2 ^ k * INR (S j)
    :: steps (/ 2 ^ k) (S j) n).
  split; [|split].
  - rewrite S_INR. nra.
  - assert (V1 := V j ltac:(lia)). assert (V2 := V (S j) ltac:(lia)).
    rewrite Nat.even_succ, <- Nat.negb_even in V2.
    revert V1 V2. generalize (g (/ 2 ^ k * INR j)) (g (/ 2 ^ k * INR (S j))). intros a c.
    destruct (Nat.even j); simpl negb; cbv iota; intros; nra.
  - apply IHn. lia.
Qed.

Theorem all_or_nothing : forall k n g, pieces_on_unit_interval g n -> (n < 2 ^ k)%nat ->
  ~ (forall x, 0 <= x <= 1 -> Rabs (g x - folds k x) < 1 / 2).
Proof.
  intros k n g (ts & Hn & H1 & Hg) Hk H.
  assert (A := near_folds_alternates k g H (2 ^ k) 0 ltac:(lia)).
  apply (changes_need_pieces g ts 0) in A; [rewrite steps_length in A; lia|assumption|simpl; lra|].
  rewrite steps_last, H1, Nat.add_0_r, pow_INR. simpl (INR 2). change (1 + 1) with 2.
  rewrite Rinv_l by (apply pow_nonzero; lra). lra.
Qed.

Lemma folds_stay : forall k x, 0 <= x <= 1 -> 0 <= folds k x <= 1.
Proof.
  induction k; intros x H; simpl; [lra|]. apply IHk.
  destruct (Rle_dec x (1 / 2)); [rewrite tent_left by lra | rewrite tent_right by lra]; lra.
Qed.

Theorem one_half_is_a_half_away : forall k,
  (forall x, 0 <= x <= 1 -> Rabs (1 / 2 - folds k x) <= 1 / 2) /\
  exists x, 0 <= x <= 1 /\ Rabs (1 / 2 - folds k x) = 1 / 2.
Proof.
  intros k. split.
  - intros x H. apply (folds_stay k) in H. apply Rabs_le. lra.
  - exists 0. split; [lra|].
    pose proof (folds_alternate k 0 (Nat.le_0_l _)) as F. simpl in F.
    replace (0 / 2 ^ k) with 0 in F by (unfold Rdiv; ring).
    rewrite F, Rminus_0_r. apply Rabs_pos_eq. lra.
Qed.

Theorem folds_need_their_pieces : forall k n, pieces_on_unit_interval (folds k) n ->
  (2 ^ k <= n)%nat.
Proof.
  intros k n H. destruct (Nat.lt_ge_cases n (2 ^ k)) as [L|]; [|assumption]. exfalso.
  apply (all_or_nothing k n _ H L). intros x _. replace (folds k x - folds k x) with 0 by ring.
  rewrite Rabs_R0. lra.
Qed.

Lemma folds_pieces_from : forall k n j, (n + j = 2 ^ k)%nat ->
  pieces (folds k) (/ 2 ^ k * INR j) (steps (/ 2 ^ k) j n).
Proof.
  intros k. assert (P : 0 < / 2 ^ k) by (apply Rinv_0_lt_compat, pow_lt; lra).
  induction n; intros j Hj; [exact I|]. split; [|split].
  - apply Rmult_le_compat_l; [lra|]. apply le_INR. lia.
  - exists (if Nat.even j then 2 ^ k else - 2 ^ k), (if Nat.even j then - INR j else INR (S j)).
    intros x Hx.
    rewrite (each_fold_doubles_the_pieces k j); [destruct (Nat.even j); lra|lia|]. unfold Rdiv. lra.
  - apply IHn. lia.
Qed.

Theorem folds_have_their_pieces : forall k, pieces_on_unit_interval (folds k) (2 ^ k).
Proof.
  intro k. exists (steps (/ 2 ^ k) 0 (2 ^ k)). rewrite steps_length. split; [reflexivity|].
  assert (L := steps_last (/ 2 ^ k) (2 ^ k) 0).
  assert (G := folds_pieces_from k (2 ^ k) 0 ltac:(lia)).
  simpl (INR 0) in *. rewrite Rmult_0_r in *. split; [|assumption].
  rewrite L, Nat.add_0_r, pow_INR. simpl (INR 2). change (1 + 1) with 2. apply Rinv_l, pow_nonzero.
  lra.
Qed.

Lemma hinge_adds_a_piece : forall g h ts t, pieces g t ts -> ts <> [] ->
  exists ts', length ts' = S (length ts) /\ last ts' t = last ts t /\
    pieces (fun x => v_of h * r (w_of h * x + b_of h) + g x) t ts'.
Proof.
  intros g h.
  (* on a part that has no knot inside, the hinge is one affine map *)
  assert (A : forall t s, (w_of h = 0 \/ knot h <= t \/ s <= knot h) ->
    exists m c, forall x, t <= x <= s -> v_of h * r (w_of h * x + b_of h) = m * x + c).
  { intros t s K. destruct (Req_EM_T (w_of h) 0) as [Z | Z].
    - exists 0, (v_of h * r (b_of h)). intros. rewrite Z.
      replace (0 * x + b_of h) with (b_of h) by ring. ring.
    - destruct K as [|[K | K]]; [contradiction| |].
      + exists (v_of h * Rabs (w_of h) / 2 + v_of h * w_of h / 2),
          (- v_of h * Rabs (w_of h) * knot h / 2 + v_of h * b_of h / 2).
        intros x Hx. rewrite half_kink by assumption. rewrite (Rabs_right (x - knot h)) by lra. lra.
      + exists (- v_of h * Rabs (w_of h) / 2 + v_of h * w_of h / 2),
          (v_of h * Rabs (w_of h) * knot h / 2 + v_of h * b_of h / 2).
        intros x Hx. rewrite half_kink by assumption. rewrite (Rabs_left1 (x - knot h)) by lra.
        lra. }
  assert (one : forall t s, (w_of h = 0 \/ knot h <= t \/ s <= knot h) ->
    (exists m c, forall x, t <= x <= s -> g x = m * x + c) ->
    exists m c, forall x, t <= x <= s -> v_of h * r (w_of h * x + b_of h) + g x = m * x + c).
  { intros t s K (m & c & G). destruct (A t s K) as (m' & c' & H). exists (m' + m), (c' + c).
    intros x Hx. rewrite H, G by assumption. ring. }
  (* from the knot on, nothing is added *)
  assert (past : forall ts t, w_of h = 0 \/ knot h <= t -> pieces g t ts ->
    pieces (fun x => v_of h * r (w_of h * x + b_of h) + g x) t ts).
  { induction ts as [|s ts IH]; intros t K G; [exact I|]. destruct G as (L & G & G').
    repeat split; [assumption|apply one; tauto|].
    apply IH; [|assumption]. destruct K; [tauto|right; lra]. }
  induction ts as [|s ts IH]; intros t G Hn; [congruence|]. destruct G as (L & G & G').
  destruct (Req_EM_T (w_of h) 0) as [Z | Z]; [|destruct (Rle_dec (knot h) t) as [K | K];
    [|destruct (Rle_dec (knot h) s) as [K' | K']]].
  - exists (t :: s :: ts). split; [reflexivity|]. split; [apply last_cons|]. split; [lra|]. split.
    + apply one; [tauto|]. destruct G as (m & c & G). exists m, c. intros. apply G. lra.
    + apply past; [tauto|]. now repeat split.
  - exists (t :: s :: ts). split; [reflexivity|]. split; [apply last_cons|]. split; [lra|]. split.
    + apply one; [tauto|]. destruct G as (m & c & G). exists m, c. intros. apply G. lra.
    + apply past; [tauto|]. now repeat split.
  - exists (knot h :: s :: ts). split; [reflexivity|]. split; [now rewrite !last_cons|].
    split; [lra|]. split.
    + apply one; [right; right; lra|]. destruct G as (m & c & G). exists m, c. intros. apply G. lra.
    + apply past; [right; lra|]. split; [assumption|]. split; [|assumption].
      destruct G as (m & c & G). exists m, c. intros. apply G. lra.
  - destruct ts as [|s' ts].
    + exists [s; s]. split; [reflexivity|]. split; [reflexivity|]. split; [assumption|].
      split; [apply one; auto; right; right; lra|].
      split; [lra|]. split; [|exact I]. destruct (one t s) as (m & c & O); [right; right;
        lra|assumption|].
      exists m, c. intros. apply O. lra.
    + destruct (IH s G' ltac:(discriminate)) as (ts' & Hl & Hlast & P). exists (s :: ts').
      split; [simpl in *; lia|].
      split; [now rewrite !last_cons in *|]. split; [assumption|].
      split; [apply one; auto; right; right; lra|assumption].
Qed.

Theorem units_bound_pieces : forall f : OneLayer, pieces_on_unit_interval f (S (length (hinges f))).
Proof.
  intros [hs m c]. unfold value_of_one_layer. simpl hinges. simpl skip_slope. simpl output_bias.
  induction hs as [|h hs (ts & Hl & H1 & G)].
  - exists [1]. repeat split; [lra|]. exists m, c. intros. unfold total. simpl. lra.
  - assert (Hn : ts <> []) by (destruct ts; simpl in *; [lia|discriminate]).
    destruct (hinge_adds_a_piece _ h ts 0 G Hn) as (ts' & Hl' & H1' & G'). exists ts'.
    split; [simpl; congruence|]. split; [congruence|].
    clear -G'. revert G'. generalize 0. induction ts' as [|s ts IH]; intros t G; [exact I|].
    destruct G as (L & (m' & c' & G) & G'). repeat split; [assumption| |now apply IH].
    exists m', c'. intros x Hx. rewrite <- G by assumption. unfold total. simpl. lra.
Qed.

Theorem one_layer_gets_nothing : forall k (f : OneLayer), (length (hinges f) + 2 <= 2 ^ k)%nat ->
  ~ (forall x, 0 <= x <= 1 -> Rabs (f x - folds k x) < 1 / 2).
Proof. intros k f H. apply (all_or_nothing k (S (length (hinges f))));
  [apply units_bound_pieces|lia]. Qed.

(* k hidden layers of two units each; every layer is the tent of what the layer before passes on. *)
Definition fold_network (k : nat) : Network :=
  match k with
  | O => network_of [] (unit_of [1] 0)
  | S k => network_of ([unit_of [1] 0; unit_of [1] (- (1 / 2))] :: repeat [unit_of [2; -4] 0;
    unit_of [2; -4] (- (1 / 2))] k) (unit_of [2; -4] 0)
  end.

Theorem folds_are_a_network : forall k x, fold_network k (pt x) = folds k x.
Proof.
  intros [|k] x; [unfold value_of, z; simpl; lra|].
  unfold value_of, fold_network; simpl hidden; simpl output; simpl through; simpl folds.
  assert (H : forall p, z (unit_of [2; -4] 0) p = tent x -> z (unit_of [2; -4] 0)
    (through (repeat [unit_of [2; -4] 0; unit_of [2; -4] (- (1 / 2))] k) p) = folds k (tent x)).
  { generalize (tent x). clear x. induction k; intros y p E; simpl; [assumption|]. apply IHk.
    unfold z in E. simpl in E. unfold z, relu_layer, tent. simpl. unfold z. simpl.
    replace (2 * p 0%nat + (-4 * p 1%nat + 0) + 0) with y by lra.
    replace (2 * p 0%nat + (-4 * p 1%nat + 0) + - (1 / 2)) with (y - 1 / 2) by lra. lra. }
  apply H. unfold z, relu_layer, tent. simpl. unfold z. simpl.
  replace (1 * x + 0 + 0) with x by ring. replace (1 * x + 0 + - (1 / 2)) with (x - 1 / 2) by lra.
  lra.
Qed.

(* T(x)/4 + ... + T^m(x)/4^m. *)
Fixpoint folded_sum (m : nat) (x : R) : R :=
  match m with O => 0 | S k => folded_sum k x + folds (S k) x / 4 ^ S k end.

Lemma folds_last : forall k x, folds (S k) x = tent (folds k x).
Proof. induction k; intro x; [reflexivity|]. exact (IHk (tent x)). Qed.

Theorem each_fold_quarters_the_error : forall m x, 0 <= x <= 1 ->
  (x - folded_sum m x) - x ^ 2 = (folds m x - folds m x ^ 2) / 4 ^ m.
Proof.
  induction m; intros x H; [simpl; field|]. specialize (IHm x H).
  cbn [folded_sum]. rewrite folds_last. assert (B := folds_stay m x H). set (y := folds m x) in *.
  assert (P : 0 < 4 ^ m) by (apply pow_lt; lra). change (4 ^ S m) with (4 * 4 ^ m).
  replace (x - (folded_sum m x + tent y / (4 * 4 ^ m)) - x ^ 2)
    with (x - folded_sum m x - x ^ 2 - tent y / (4 * 4 ^ m)) by ring. rewrite IHm.
  destruct (Rle_dec y (1 / 2)); [rewrite tent_left by lra | rewrite tent_right by lra]; field; lra.
Qed.

Theorem the_largest_error_is : forall m,
  (forall x, 0 <= x <= 1 -> Rabs ((x - folded_sum m x) - x ^ 2) <= / 4 ^ S m) /\
  (exists x, 0 <= x <= 1 /\ (x - folded_sum m x) - x ^ 2 = / 4 ^ S m).
Proof.
  intro m. assert (P : 0 < 4 ^ m) by (apply pow_lt; lra).
  assert (Q : 0 < 2 ^ m) by (apply pow_lt; lra).
  change (4 ^ S m) with (4 * 4 ^ m). split.
  - intros x H. rewrite each_fold_quarters_the_error by assumption. assert (B := folds_stay m x H).
    set (y := folds m x) in *. assert (I : 0 < / 4 ^ m) by now apply Rinv_0_lt_compat.
    replace (/ (4 * 4 ^ m)) with (1 / 4 * / 4 ^ m) by (field; lra). unfold Rdiv at 1.
    assert (0 <= y - y ^ 2) by nra. assert (y - y ^ 2 <= 1 / 4)
      by (assert (K := pow2_ge_0 (y - 1 / 2)); nra).
    rewrite Rabs_right by (apply Rle_ge, Rmult_le_pos; lra). apply Rmult_le_compat_r; lra.
  - assert (I : 0 < / 2 ^ m) by now apply Rinv_0_lt_compat.
    assert (I1 : / 2 ^ m <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar;
      [lra|apply pow_R1_Rle; lra]).
    exists (/ 2 ^ m / 2). split; [lra|]. rewrite each_fold_quarters_the_error by lra.
    rewrite (each_fold_doubles_the_pieces m 0).
    + simpl Nat.even. cbv iota. simpl INR. field. lra.
    + apply Nat.neq_0_lt_0, Nat.pow_nonzero. lia.
    + simpl. unfold Rdiv. lra.
Qed.

Theorem maximum_needs_a_second_layer : forall l out,
  ~ forall x, network_of [l] out x = Rmax 0 (Rmax (x 0%nat) (x 1%nat)).
Proof.
  intros l out H. set (f := network_of [l] out) in *.
  assert (Hom : forall t x, 0 <= t -> f (times t x) = t * f x).
  { intros t x Ht. rewrite !H. unfold times. rewrite <- !RmaxRmult by assumption.
    now rewrite Rmult_0_r. }
  assert (E := biases_can_be_deleted f Hom).
  (* the odd part of the network without biases is affine *)
  assert (A : affine_on (fun _ => True) (fun x => without_biases f x - without_biases f (times (-1)
    x))).
  { apply (affine_same _ (fun x => dot (weights out) (fun j =>
      relu_layer (map drop_bias l) x j - relu_layer (map drop_bias l) (times (-1) x) j))).
    - apply (affine_dot _ (weights out) (fun x j => relu_layer (map drop_bias l) x j - relu_layer
        (map drop_bias l) (times (-1) x) j)).
      intro j. apply (affine_same _ (fun x => match nth_error l j with Some u => z (drop_bias u) x
        | None => 0 end)).
      + destruct (nth_error l j); [|apply affine_constant].
        apply (affine_z _ (drop_bias u) (fun x => x)), affine_coordinate.
      + intros x _. rewrite !relu_layer_nth, nth_error_map. destruct (nth_error l j); simpl; [|lra].
        rewrite !relu_is_half_line_half_fold. unfold z, drop_bias. simpl. rewrite dot_times.
        replace (-1 * dot (weights u) x + 0) with (- (dot (weights u) x + 0)) by ring.
        rewrite Rabs_Ropp. lra.
    - intros x _. unfold value_of, without_biases, z. simpl.
      generalize (relu_layer (map drop_bias l) x) (relu_layer (map drop_bias l) (times (-1) x)).
      intros p q.
      replace (fun j => p j - q j) with (sum_of p (times (-1) q)) by (unfold sum_of, times;
        apply FunctionalExtensionality.functional_extensionality; intro; ring).
      rewrite dot_plus, dot_times. ring. }
  destruct A as (w & c & A). set (e := fun (a b : R) (i : nat) => match i with O => a | S O => b |
    _ => 0 end).
  assert (O : forall a b, dot w (e a b) + c = Rmax 0 (Rmax a b) - Rmax 0 (Rmax (- a) (- b))).
  { intros a b. rewrite <- A by exact I. rewrite <- !E, !H. unfold times, e.
    now replace (-1 * a) with (- a) by ring; replace (-1 * b) with (- b) by ring. }
  assert (L : dot w (e 1 0) + dot w (e 0 1) = dot w (e 1 1) + dot w (e 0 0)).
  { rewrite <- !dot_plus. apply dot_ext. intros [|[|i]]; unfold sum_of, e; lra. }
  assert (O1 := O 1 0). assert (O2 := O 0 1). assert (O3 := O 1 1). assert (O4 := O 0 0).
  unfold Rmax in *. repeat (destruct (Rle_dec _ _) in *; try lra).
Qed.

(* m hidden layers of three units each.  Two of them hold y = T^(k-1)(x) and r(y - 1/2), from which
   the next tent is made; the third holds x less the sum so far. *)
Definition parabola_layer (k : nat) : Layer :=
  [unit_of [2; -4] 0; unit_of [2; -4] (- (1 / 2));
   unit_of [- 2 / 4 ^ k; 4 / 4 ^ k; 1] 0].
Definition parabola_network (m : nat) : Network :=
  match m with
  | O => network_of [] (unit_of [1] 0)
  | S m => network_of
      ([unit_of [1] 0; unit_of [1] (- (1 / 2)); unit_of [1] 0] :: map parabola_layer (seq 1 m))
      (unit_of [- 2 / 4 ^ S m; 4 / 4 ^ S m; 1] 0)
  end.

Lemma folded_sum_stays : forall m x, 0 <= x <= 1 -> 0 <= x - folded_sum m x.
Proof.
  intros m x H. assert (E := each_fold_quarters_the_error m x H). assert (B := folds_stay m x H).
  assert (P : 0 < / 4 ^ m) by (apply Rinv_0_lt_compat, pow_lt; lra).
  assert (0 <= (folds m x - folds m x ^ 2) / 4 ^ m) by (apply Rmult_le_pos; nra). nra.
Qed.

Definition holds_fold (m : nat) (x : R) (p : Point) : Prop :=
  p 0%nat = r (folds m x) /\ p 1%nat = r (folds m x - 1 / 2) /\ p 2%nat = x - folded_sum m x.

Lemma holds_next : forall m x p, 0 <= x <= 1 -> holds_fold m x p ->
  holds_fold (S m) x (relu_layer (parabola_layer (S m)) p).
Proof.
  intros m x p H (A & B & C).
  assert (F : 2 * p 0%nat + -4 * p 1%nat = folds (S m) x).
  { rewrite folds_last, A, B. unfold tent. lra. }
  assert (P : 0 < 4 ^ S m) by (apply pow_lt; lra).
  assert (D : z (unit_of [- 2 / 4 ^ S m; 4 / 4 ^ S m; 1] 0) p = x - folded_sum (S m) x).
  { unfold z. cbn [weights bias dot folded_sum]. rewrite C, <- F. field. lra. }
  assert (N := folded_sum_stays (S m) x H).
  unfold holds_fold, relu_layer, parabola_layer. cbn [map nth]. repeat split.
  - f_equal. unfold z. cbn [weights bias dot]. rewrite <- F. ring.
  - f_equal. unfold z. cbn [weights bias dot]. rewrite <- F. ring.
  - rewrite D. unfold r. now apply Rmax_right.
Qed.

Lemma holds_through : forall n m x p, 0 <= x <= 1 -> holds_fold m x p ->
  holds_fold (n + m) x (through (map parabola_layer (seq (S m) n)) p).
Proof.
  induction n; intros m x p H F; [exact F|]. simpl seq. simpl map. simpl through.
  replace (S n + m)%nat with (n + S m)%nat by lia. apply IHn; [assumption|].
  now apply holds_next.
Qed.

Theorem the_folded_parabola_is_a_network : forall m x, 0 <= x <= 1 ->
  parabola_network m (pt x) = x - folded_sum m x.
Proof.
  intros [|m] x H; [unfold value_of, z; simpl; lra|].
  unfold value_of, parabola_network. cbn [hidden output]. cbn [through].
  assert (S0 : holds_fold 0 x
    (relu_layer [unit_of [1] 0; unit_of [1] (- (1 / 2)); unit_of [1] 0] (pt x))).
  { unfold holds_fold, relu_layer, z. simpl. repeat split; [f_equal; lra|f_equal; lra|].
    unfold r. rewrite Rmax_right; lra. }
  assert (G := holds_through m 0 x _ H S0). rewrite Nat.add_0_r in G. destruct G as (A & B & C).
  assert (P : 0 < 4 ^ S m) by (apply pow_lt; lra).
  assert (F := folds_last m x). unfold tent in F. rewrite <- A, <- B in F.
  unfold z. cbn [weights bias dot folded_sum]. rewrite C, F. field. lra.
Qed.
