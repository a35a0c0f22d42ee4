(* When it is linear: kink weights, crease by crease, in any number of inputs. *)

(* A unit's crease is where z = 0; two units have the same crease if one z is a multiple
   of the other. *)
Definition multiple (u h : Unit) (l : R) : Prop := l <> 0 /\ forall x, z u x = l * z h x.

(* A unit that bends: not all its weights are 0, so that it has a crease. *)
Definition bends (h : Unit) : Prop := exists x, dot (weights h) x <> 0.

(* The kink weight of the crease of h: v * |l| added up over the units with z u = l * z h. *)
Inductive kink_weight (h : Unit) : list (R * Unit) -> R -> Prop :=
| kink_none : kink_weight h [] 0
| kink_on : forall a u l parts k, multiple u h l -> kink_weight h parts k ->
    kink_weight h ((a, u) :: parts) (a * Rabs l + k)
| kink_off : forall a u parts k, (forall l, ~ multiple u h l) -> kink_weight h parts k ->
    kink_weight h ((a, u) :: parts) k.

(* A path of straight segments in S.  An open set is connected exactly when any two of its points
   are joined so. *)
Inductive path (S : Point -> Prop) (x : Point) : Point -> Prop :=
| stay : path S x x
| go_on : forall y y', path S x y -> (forall t, 0 <= t <= 1 -> S (along t y y')) -> path S x y'.

Definition connected (S : Point -> Prop) : Prop := forall x y, S x -> S y -> path S x y.

(* From every point of S one can go a little in every direction: so in every open set, and in some
   others. *)
Definition open_along_lines (S : Point -> Prop) : Prop :=
  forall x d, S x -> exists e, e > 0 /\ forall s, Rabs s <= e -> S (sum_of x (times s d)).

(* On no segment in S does f lie above its chord. *)
Definition convex_on (S : Point -> Prop) (f : Point -> R) : Prop :=
  forall x y t, S x -> S y -> 0 <= t <= 1 -> f (along t x y) <= (1 - t) * f x + t * f y.

(* A unit that is 0 at a point p of the crease of h is a multiple of h there, or one can move along
   the crease and leave its zeros. *)
Lemma multiple_or_direction : forall h u n p, dot (weights h) n = 1 -> z h p = 0 -> z u p = 0 ->
  (forall x, z u x = dot (weights u) n * z h x) \/
  (exists d, dot (weights h) d = 0 /\ dot (weights u) d <> 0).
Proof.
  intros h u n p Hn Hp Up. set (a := dot (weights u) n).
  destruct (proportional_dec a (weights u) (weights h)) as [H | (d & H)].
  - left. intro x. unfold z in *. rewrite H in *. nra.
  - right. exists (sum_of d (times (- dot (weights h) d) n)). rewrite !dot_plus, !dot_times, Hn.
    fold a. split; lra.
Qed.

(* A point of the crease of h, in S, on no other crease. *)
Lemma generic_point : forall S h n, open_along_lines S -> dot (weights h) n = 1 -> forall us p,
  S p -> z h p = 0 ->
  exists q, S q /\ z h q = 0 /\ forall u, In u us ->
    z u q <> 0 \/ forall x, z u x = dot (weights u) n * z h x.
Proof.
  intros S h n HS Hn. induction us as [|u us IH]; intros p Hp Zp; [exists p; simpl; tauto|].
  destruct (IH p Hp Zp) as (q & Hq & Zq & Hus). destruct (Req_EM_T (z u q) 0) as [Uq | Uq].
  2: { exists q. repeat split; auto. intros u' [<- | Hu]; auto. }
  destruct (multiple_or_direction h u n q Hn Zq Uq) as [M | (d & Hd & Ud)].
  { exists q. repeat split; auto. intros u' [<- | Hu]; auto. }
  (* a step along d, so small that what is not 0 stays so *)
  assert (step : exists e, e > 0 /\ forall s, Rabs s <= e -> forall u', In u' us -> z u' q <> 0 ->
    z u' (sum_of q (times s d)) <> 0).
  { clear -d. induction us as [|c us (e & He & IH)]; [exists 1; split; [lra|]; simpl; tauto|].
    destruct (Req_EM_T (z c q) 0) as [Z | Z].
    - exists e. split; [assumption|]. intros s Hs u' [<- | Hu] N; [contradiction|]. now apply IH.
    - set (D := Rabs (dot (weights c) d) + 1).
      assert (0 < D) by (unfold D; assert (P := Rabs_pos (dot (weights c) d)); lra).
      assert (Zp := Rabs_pos_lt _ Z). exists (Rmin e (Rabs (z c q) / 2 / D)). split.
      + apply Rmin_pos; [assumption|]. apply Rdiv_lt_0_compat; lra.
      + intros s Hs u' [<- | Hu] N; [|apply IH; auto; eapply Rle_trans; [exact Hs|apply Rmin_l]].
        rewrite z_step. intro E. assert (B : Rabs s <= Rabs (z c q) / 2 / D) by (eapply Rle_trans;
          [exact Hs|apply Rmin_r]).
        assert (A : Rabs (z c q) = Rabs s * Rabs (dot (weights c) d)).
        { replace (z c q) with (- (s * dot (weights c) d)) by lra.
          now rewrite Rabs_Ropp, Rabs_mult. }
        assert (Rabs s * D <= Rabs (z c q) / 2).
        { apply (Rmult_le_compat_r D) in B; [|lra]. unfold Rdiv in B at 1.
          rewrite Rmult_assoc, Rinv_l in B by lra. lra. }
        unfold D in H0. assert (P := Rabs_pos s). nra. }
  destruct step as (e & He & Hstep). destruct (HS q d Hq) as (e' & He' & Hin).
  set (s := Rmin e e'). assert (0 < s) by (apply Rmin_pos; lra).
  assert (s <= e) by apply Rmin_l. assert (s <= e') by apply Rmin_r.
  assert (As : Rabs s = s) by (apply Rabs_right; lra).
  exists (sum_of q (times s d)). split; [apply Hin; lra|]. split; [rewrite z_step, Hd, Zq; lra|].
  intros u' [<- | Hu].
  - left. rewrite z_step, Uq. nra.
  - destruct (Hus u' Hu) as [N | M]; [left; apply Hstep; auto; lra|now right].
Qed.

(* Near such a point only the crease of h bends. *)
Lemma second_difference_at_crease : forall h n q parts k, dot (weights h) n = 1 -> z h q = 0 ->
  (forall a u, In (a, u) parts -> z u q <> 0 \/ forall x, z u x = dot (weights u) n * z h x) ->
  kink_weight h parts k -> exists e, e > 0 /\ forall s, 0 <= s <= e ->
  total (map (fun p => fst p * r (z (snd p) (sum_of q (times s n)))) parts) +
  total (map (fun p => fst p * r (z (snd p) (sum_of q (times (- s) n)))) parts) -
  2 * total (map (fun p => fst p * r (z (snd p) q)) parts) = k * s.
Proof.
  intros h n q parts k Hn Hq Hg K. induction K as [|a u l parts k M K IH|a u parts k M K IH].
  - exists 1. split; [lra|]. intros. simpl. lra.
  - destruct (IH (fun a u i => Hg a u (or_intror i))) as (e & He & H). exists e.
    split; [assumption|].
    intros s Hs. specialize (H s Hs). simpl. unfold total in *. destruct M as [Nl M].
    rewrite !M, !z_step, Hn, Hq.
    assert (X : r (l * (0 + s * 1)) + r (l * (0 + - s * 1)) - 2 * r (l * 0) = Rabs l * s).
    { rewrite !relu_is_half_line_half_fold. rewrite !Rabs_mult, Rabs_R0.
      replace (Rabs (0 + - s * 1)) with s by (unfold Rabs; destruct (Rcase_abs _); lra).
      replace (Rabs (0 + s * 1)) with s by (unfold Rabs; destruct (Rcase_abs _); lra). lra. }
    replace ((a * Rabs l + k) * s) with (a * (Rabs l * s) + k * s) by ring. rewrite <- X, <- H.
    ring.
  - destruct (IH (fun a u i => Hg a u (or_intror i))) as (e & He & H).
    assert (X : exists e, e > 0 /\ forall s, 0 <= s <= e ->
      r (z u (sum_of q (times s n))) + r (z u (sum_of q (times (- s) n))) - 2 * r (z u q) = 0).
    { destruct (Hg a u (or_introl eq_refl)) as [N | P].
      - set (D := Rabs (dot (weights u) n) + 1).
        assert (0 < D) by (unfold D; assert (P := Rabs_pos (dot (weights u) n)); lra).
        assert (Zp := Rabs_pos_lt _ N). exists (Rabs (z u q) / D).
        split; [apply Rdiv_lt_0_compat; lra|].
        intros s Hs. rewrite !z_step.
        assert (s * D <= Rabs (z u q)).
        { destruct Hs as [_ B]. apply (Rmult_le_compat_r D) in B; [|lra]. unfold Rdiv in B.
          rewrite Rmult_assoc, Rinv_l in B by lra. lra. }
        assert (S1 : Rabs (s * dot (weights u) n) <= Rabs (z u q)).
        { rewrite Rabs_mult, (Rabs_right s) by lra. unfold D in H1. lra. }
        revert S1. unfold r, Rmax, Rabs.
        replace (- s * dot (weights u) n) with (- (s * dot (weights u) n)) by ring.
        destruct (Rcase_abs (s * dot (weights u) n)), (Rcase_abs (z u q)), (Rle_dec 0 (z u q)),
          (Rle_dec 0 (z u q + s * dot (weights u) n)),
            (Rle_dec 0 (z u q + - (s * dot (weights u) n))); intros; lra.
      - (* u is a multiple of z h, but not a bend: it is 0 *)
        exists 1. split; [lra|]. intros s Hs. assert (Z : dot (weights u) n = 0).
        { destruct (Req_EM_T (dot (weights u) n) 0) as [|N]; [assumption|].
          destruct (M (dot (weights u) n)). now split. }
        rewrite !P, Z. replace (0 * z h q) with 0 by ring. rewrite !Rmult_0_l. lra. }
    destruct X as (e' & He' & X). exists (Rmin e e'). split; [now apply Rmin_pos|]. intros s Hs.
    assert (s <= e) by (eapply Rle_trans; [apply Hs|apply Rmin_l]).
    assert (s <= e') by (eapply Rle_trans; [apply Hs|apply Rmin_r]).
    specialize (H s ltac:(lra)). specialize (X s ltac:(lra)). simpl. unfold total in *.
    rewrite <- H.
    replace (r (z u (sum_of q (times s n)))) with (2 * r (z u q) - r (z u (sum_of q (times (- s)
      n)))) by lra. ring.
Qed.

Theorem affine_only_if_kinks_cancel : forall S parts skip, open_along_lines S ->
  affine_on S (shallow parts skip) ->
  forall h k, bends h -> (exists x, S x /\ z h x = 0) -> kink_weight h parts k -> k = 0.
Proof.
  intros S parts skip HS (l & c & Hf) h k (n0 & Hn0) (p & Hp & Zp) K.
  set (n := times (/ dot (weights h) n0) n0).
  assert (Hn : dot (weights h) n = 1) by (unfold n; rewrite dot_times; now apply Rinv_l).
  destruct (generic_point S h n HS Hn (map snd parts) p Hp Zp) as (q & Hq & Zq & Hg).
  destruct (second_difference_at_crease h n q parts k Hn Zq) as (e & He & H).
  - intros a u i. apply Hg. change u with (snd (a, u)). now apply in_map.
  - assumption.
  - destruct (HS q n Hq) as (e' & He' & Hin). set (s := Rmin e e').
    assert (0 < s) by (apply Rmin_pos; lra). assert (s <= e) by apply Rmin_l.
    assert (s <= e') by apply Rmin_r.
    assert (E0 := Hf q Hq). assert (E1 := Hf (sum_of q (times s n)) (Hin s ltac:(rewrite
      Rabs_right; lra))).
    assert (E2 := Hf (sum_of q (times (- s) n)) (Hin (- s) ltac:(rewrite Rabs_Ropp, Rabs_right;
      lra))).
    specialize (H s ltac:(lra)). unfold shallow in E0, E1, E2.
    rewrite z_step, dot_plus, dot_times in E1. rewrite z_step, dot_plus, dot_times in E2.
    assert (k * s = 0) by (rewrite <- H; lra). nra.
Qed.

Lemma multiple_back : forall u h l, multiple u h l -> multiple h u (/ l).
Proof. intros u h l [N H]. split; [now apply Rinv_neq_0_compat|]. intro x. rewrite H. field.
assumption. Qed.

Lemma multiple_trans : forall u h g l m, multiple u h l -> multiple h g m -> multiple u g (l * m).
Proof. intros u h g l m [N H] [M K]. split; [now apply Rmult_integral_contrapositive|]. intro x.
rewrite H, K. ring. Qed.

Lemma multiple_refl : forall u, multiple u u 1.
Proof. intro u. split; [lra|]. intro. lra. Qed.

Lemma multiple_dec : forall h, bends h -> forall u, (exists l, multiple u h l) \/ (forall l,
  ~ multiple u h l).
Proof.
  intros h (n & Hn) u. set (a := dot (weights u) n / dot (weights h) n).
  assert (Z : forall c, z c origin = bias c) by (intro; unfold z; rewrite dot_origin; lra).
  assert (only : forall l, multiple u h l -> l = a /\ forall x,
    dot (weights u) x = l * dot (weights h) x).
  { intros l [N H]. assert (H0 := H origin). rewrite !Z in H0.
    assert (D : forall x, dot (weights u) x = l * dot (weights h) x) by (intro x; specialize (H x);
      unfold z in H; lra).
    split; [|assumption]. unfold a. rewrite D. field. assumption. }
  destruct (Req_EM_T a 0) as [A | A].
  { right. intros l M. destruct (only l M) as [E _]. destruct M. congruence. }
  destruct (Req_EM_T (bias u) (a * bias h)) as [B | B].
  2: { right. intros l M. destruct (only l M) as [-> _]. destruct M as [_ M].
  specialize (M origin). rewrite !Z in M. contradiction. }
  destruct (proportional_dec a (weights u) (weights h)) as [D | (d & D)].
  - left. exists a. split; [assumption|]. intro x. unfold z. rewrite D, B. ring.
  - right. intros l M. destruct (only l M) as [-> E]. now apply D.
Qed.

Definition units_sum (parts : list (R * Unit)) (x : Point) : R :=
  total (map (fun p => fst p * r (z (snd p) x)) parts).

(* Take the units on one crease out of the sum: half lines and one kink remain of them. *)
Lemma take_out : forall u, bends u -> forall parts, exists others k, kink_weight u parts k /\
  (length others <= length parts)%nat /\
  (exists l c, forall x, units_sum parts x
    = units_sum others x + (dot l x + c) + k * (Rabs (z u x) / 2)) /\
  (forall h k', kink_weight h others k' -> (exists l, multiple u h l) -> k' = 0) /\
  (forall h k', kink_weight h others k' -> (forall l, ~ multiple u h l) -> kink_weight h parts k').
Proof.
  intros u Bu. induction parts as [|[a c] parts (others & k & K & L & (l & e & E) & H1 & H2)].
  - exists [], 0. repeat split; [constructor|simpl; lia|exists [], 0; intro; unfold units_sum;
      simpl; lra| |];
      intros h k' Hk _; [now inversion Hk|assumption].
  - destruct (multiple_dec u Bu c) as [(m & M) | M].
    + exists others, (a * Rabs m + k). repeat split.
      * now constructor.
      * simpl. lia.
      * exists (longer_sum l (map (Rmult (a * m / 2)) (weights u))), (e + a * m / 2 * bias u).
        intro x. specialize (E x). unfold units_sum in *. simpl. unfold total in *.
        rewrite dot_longer_sum, dot_map_times, E.
        destruct M as [_ M]. rewrite M, relu_is_half_line_half_fold, Rabs_mult. unfold z. lra.
      * assumption.
      * intros h k' Hk N. apply kink_off; [|now apply H2]. intros m' M'. apply (N (/ m * m')).
        apply (multiple_trans u c h); [now apply multiple_back|assumption].
    + exists ((a, c) :: others), k. repeat split.
      * now constructor.
      * simpl. lia.
      * exists l, e. intro x. specialize (E x). unfold units_sum in *. simpl. unfold total in *.
        rewrite E. lra.
      * intros h k' Hk (m & N). inversion Hk as [|a' c' m' parts' k'' Mc Kc|a' c' parts' k'' Nc
          Kc]; subst.
        -- exfalso. apply (M (m' * / m)).
        apply (multiple_trans c h u); [assumption|now apply multiple_back].
        -- apply (H1 h); [assumption|now exists m].
      * intros h k' Hk N. inversion Hk; subst; [apply kink_on | apply kink_off]; auto.
Qed.

Definition nonnegative (S : Point -> Prop) (u : Unit) : Prop := forall x, S x -> 0 <= z u x.

Definition nonpositive (S : Point -> Prop) (u : Unit) : Prop := forall x, S x -> z u x <= 0.

Lemma sides : forall S u, nonnegative S u \/ nonpositive S u \/ (~ nonnegative S u /\ ~ nonpositive
  S u).
Proof.
  intros S u. destruct (ClassicalDedekindReals.sig_not_dec (nonnegative S u)) as [P | P].
  { left. intros x Hx. destruct (Rle_dec 0 (z u x)); [assumption|]. destruct P. intro P.
    now apply n, P. }
  destruct (ClassicalDedekindReals.sig_not_dec (nonpositive S u)) as [Q | Q]; [|tauto].
  right. left. intros x Hx. destruct (Rle_dec (z u x) 0); [assumption|]. destruct Q. intro Q.
  now apply n, Q.
Qed.

Lemma one_sided_multiple : forall S u h l, multiple u h l ->
  ~ nonnegative S h -> ~ nonpositive S h -> ~ nonnegative S u /\ ~ nonpositive S u.
Proof.
  intros S u h l [N H] A B. destruct (Rlt_dec 0 l).
  - split; intro C; [apply A | apply B]; intros x Hx; specialize (C x Hx); rewrite H in C; nra.
  - assert (l < 0) by lra. split; intro C; [apply B | apply A]; intros x Hx; specialize (C x Hx);
      rewrite H in C; nra.
Qed.

Lemma two_sided_bends : forall S u, ~ nonnegative S u -> ~ nonpositive S u -> bends u.
Proof.
  intros S u A B. destruct (proportional_dec 0 (weights u) []) as [H | (d & H)].
  - exfalso. destruct (Rle_dec 0 (bias u)); [apply A | apply B]; intros x _; unfold z; rewrite H;
      simpl; lra.
  - exists d. simpl in H. lra.
Qed.

Lemma affine_when_kinks_cancel : forall S n parts, (length parts <= n)%nat ->
  (forall h k, ~ nonnegative S h -> ~ nonpositive S h -> kink_weight h parts k -> k = 0) ->
  affine_on S (units_sum parts).
Proof.
  intro S. induction n as [|n IHn]; intros parts Hl H; (destruct parts as [|[a u] parts];
    [exact (affine_constant S 0)|simpl in Hl]); [lia|]. destruct (sides S u) as [P | [Q | [P Q]]].
  - assert (A : affine_on S (units_sum parts)).
    { apply IHn; [lia|]. intros h k A B K. apply (H h k A B). apply kink_off; [|assumption].
      intros l M.
      destruct (one_sided_multiple S u h l M A B). contradiction. }
    apply (affine_same S (fun x => a * z u x + units_sum parts x)).
    + apply affine_plus; [|assumption]. apply affine_times, (affine_z S u (fun x => x)),
        affine_coordinate.
    + intros x Hx. unfold units_sum, total. simpl. unfold r. rewrite Rmax_right by now apply P.
      reflexivity.
  - assert (A : affine_on S (units_sum parts)).
    { apply IHn; [lia|]. intros h k A B K. apply (H h k A B). apply kink_off; [|assumption].
      intros l M.
      destruct (one_sided_multiple S u h l M A B). contradiction. }
    apply (affine_same S (units_sum parts)); [assumption|].
    intros x Hx. unfold units_sum, total. simpl. unfold r. rewrite Rmax_left by now apply Q. lra.
  - destruct (take_out u (two_sided_bends S u P Q) parts) as (others & k & K & L & (l & c & E) & H1
      & H2).
    assert (Z : a * Rabs 1 + k = 0).
    { apply (H u _ P Q). apply kink_on; [apply multiple_refl|assumption]. }
    rewrite Rabs_R1 in Z.
    assert (A : affine_on S (units_sum others)).
    { apply IHn; [lia|]. intros h k' A B K'.
      destruct (multiple_dec h (two_sided_bends S h A B) u) as [M | M].
      - now apply (H1 h).
      - apply (H h k' A B). apply kink_off; [assumption|]. now apply H2. }
    apply (affine_same S (fun x => units_sum others x + ((dot l x + c) + a / 2 * z u x))).
    + apply affine_plus; [assumption|]. apply affine_plus.
      * exists l, c. reflexivity.
      * apply affine_times, (affine_z S u (fun x => x)), affine_coordinate.
    + intros x Hx. specialize (E x). unfold units_sum in *. simpl. unfold total in *. rewrite E.
      rewrite relu_is_half_line_half_fold. replace k with (- a) by lra. lra.
Qed.

Lemma zero_between : forall u x y, z u x < 0 -> 0 < z u y -> exists t,
  0 <= t <= 1 /\ z u (along t x y) = 0.
Proof.
  intros u x y L G. exists (- z u x / (z u y - z u x)). split.
  - assert (I : 0 < / (z u y - z u x)) by (apply Rinv_0_lt_compat; lra). unfold Rdiv.
    split; [apply Rmult_le_pos; lra|].
    apply (Rmult_le_reg_r (z u y - z u x)); [lra|]. rewrite Rmult_assoc, Rinv_l; lra.
  - rewrite z_between. field. lra.
Qed.

Lemma between_same : forall t x i, along t x x i = x i.
Proof. intros. unfold along, sum_of, times. lra. Qed.

Lemma between_ends : forall u x y, z u (along 0 x y) = z u x /\ z u (along 1 x y) = z u y.
Proof. intros. rewrite !z_between. lra. Qed.

Lemma path_keeps_sign : forall S u x y, path S x y -> (forall x, S x -> z u x <> 0) -> z u x < 0 ->
  z u y < 0.
Proof.
  intros S u x y P N L. induction P as [|y y' P IH Q]; [assumption|].
  destruct (Rlt_dec (z u y') 0) as [|G]; [assumption|]. exfalso.
  assert (z u y' <> 0) by (destruct (between_ends u y y') as [_ <-]; apply N, Q; lra).
  destruct (zero_between u y y') as (t & T & Z); [assumption|lra|].
  now apply (N (along t y y')); [apply Q|].
Qed.

(* A unit with both signs on a connected set is 0 somewhere there. *)
Lemma both_signs_meet : forall S h, connected S -> ~ nonnegative S h -> ~ nonpositive S h ->
  ~ (forall x, S x -> z h x <> 0).
Proof.
  intros S h HC A B N. apply A. intros x Hx. destruct (Rle_dec 0 (z h x)) as [|C]; [assumption|].
  exfalso.
  apply B. intros y Hy. destruct (Rle_dec (z h y) 0) as [|D]; [assumption|]. exfalso.
  assert (Q := path_keeps_sign S h x y (HC x y Hx Hy) N ltac:(lra)). lra.
Qed.

Theorem affine_exactly_when_kinks_cancel : forall S parts skip,
  open_along_lines S -> connected S ->
  (affine_on S (shallow parts skip) <->
   forall h k, bends h -> (exists x, S x /\ z h x = 0) -> kink_weight h parts k -> k = 0).
Proof.
  intros S parts skip HS HC. split; [intro H;
    now apply (affine_only_if_kinks_cancel S parts skip)|].
  intro H. apply (affine_plus S (units_sum parts) (z skip)).
  2: { exists (weights skip), (bias skip). reflexivity. }
  apply (affine_when_kinks_cancel S (length parts)); [lia|]. intros h k A B K.
  destruct (Req_EM_T k 0) as [|N]; [assumption|]. exfalso.
  apply (both_signs_meet S h HC A B). intros x Hx Zx.
  apply N, (H h k); [now apply (two_sided_bends S)|now exists x|assumption].
Qed.

(* Every crease has one kink weight. *)
Theorem kink_weight_exists : forall h parts, bends h -> exists k, kink_weight h parts k.
Proof. intros h parts B. destruct (take_out h B parts) as (_ & k & K & _). now exists k. Qed.

Theorem kink_weight_is_one_number : forall h parts k k', bends h -> kink_weight h parts k ->
  kink_weight h parts k' -> k = k'.
Proof.
  intros h parts k k' (d & Hd) K. revert k'.
  induction K as [|a u l parts k M K IH|a u parts k M K IH]; intros k' K';
    inversion K' as [|a1 u1 l1 p1 k1 M1 K1|a1 u1 p1 k1 M1 K1]; subst.
  - reflexivity.
  - destruct M1 as [N1 M1], M as [N M]. rewrite (IH k1) by assumption.
    replace l1 with l; [reflexivity|].
    assert (A := M (sum_of origin (times 1 d))). rewrite M1, !z_step in A. assert (B := M origin).
    rewrite M1 in B.
    apply (Rmult_eq_reg_r (dot (weights h) d)); [lra|assumption].
  - destruct (M1 l M).
  - destruct (M l1 M1).
  - now apply IH.
Qed.

Lemma convex_plus : forall S f g, convex_on S f -> convex_on S g ->
  convex_on S (fun x => f x + g x).
Proof. intros S f g F G x y t Hx Hy T. specialize (F x y t Hx Hy T). specialize (G x y t Hx Hy T).
lra. Qed.

Lemma convex_affine : forall S l c, convex_on S (fun x => dot l x + c).
Proof. intros S l c x y t _ _ _. unfold along. rewrite dot_plus, !dot_times. lra. Qed.

Lemma convex_kink : forall S u k, 0 <= k -> convex_on S (fun x => k * (Rabs (z u x) / 2)).
Proof.
  intros S u k K x y t _ _ T. rewrite z_between.
  assert (Rabs ((1 - t) * z u x + t * z u y) <= (1 - t) * Rabs (z u x) + t * Rabs (z u y)); [|nra].
  eapply Rle_trans; [apply Rabs_triang|].
  rewrite !Rabs_mult, (Rabs_right (1 - t)), (Rabs_right t) by lra. lra.
Qed.

Lemma convex_same : forall (S : Point -> Prop) f g, convex_set S -> convex_on S f -> (forall x,
  S x -> g x = f x) -> convex_on S g.
Proof. intros S f g C F E x y t Hx Hy T. rewrite !E; auto. Qed.

Lemma convex_when_kinks_are_not_negative : forall S, convex_set S -> forall n parts,
  (length parts <= n)%nat ->
  (forall h k, ~ nonnegative S h -> ~ nonpositive S h -> kink_weight h parts k -> 0 <= k) ->
  convex_on S (units_sum parts).
Proof.
  intros S CS. induction n as [|n IHn]; intros parts Hl H;
    (destruct parts as [|[a u] parts]; [intros x y t _ _ _; unfold units_sum, total; simpl;
      lra|simpl in Hl]); [lia|].
  assert (rest : ~ nonnegative S u /\ ~ nonpositive S u \/ convex_on S (units_sum parts)).
  { destruct (sides S u) as [P | [P | P]]; [right|right|now left];
    (apply IHn; [lia|]; intros h k A B K; apply (H h k A B); apply kink_off; [|assumption];
      intros l M;
      destruct (one_sided_multiple S u h l M A B); contradiction). }
  destruct (sides S u) as [P | [Q | [P Q]]].
  - destruct rest as [[C _] | A]; [contradiction|].
    apply (convex_same S (fun x => units_sum parts x + (dot (map (Rmult a) (weights u)) x + a *
      bias u))); [assumption| |].
    + apply convex_plus; [assumption|apply convex_affine].
    + intros x Hx. unfold units_sum, total. simpl. unfold r. rewrite Rmax_right by now apply P.
      rewrite dot_map_times. unfold z. ring.
  - destruct rest as [[_ C] | A]; [contradiction|].
    apply (convex_same S (units_sum parts)); [assumption|assumption|].
    intros x Hx. unfold units_sum, total. simpl. unfold r. rewrite Rmax_left by now apply Q. lra.
  - destruct (take_out u (two_sided_bends S u P Q) parts) as (others & k & K & L & (l & c & E) & H1
      & H2).
    assert (Z : 0 <= a * Rabs 1 + k).
    { apply (H u _ P Q). apply kink_on; [apply multiple_refl|assumption]. }
    rewrite Rabs_R1 in Z.
    assert (A : convex_on S (units_sum others)).
    { apply IHn; [lia|]. intros h k' A B K'.
      destruct (multiple_dec h (two_sided_bends S h A B) u) as [M | M].
      - rewrite (H1 h k' K' M). lra.
      - apply (H h k' A B). apply kink_off; [assumption|]. now apply H2. }
    apply (convex_same S (fun x => units_sum others x + ((dot l x + c) +
      ((dot (map (Rmult (a / 2)) (weights u)) x + a / 2 * bias u) + (a + k) * (Rabs (z u x) /
        2))))); [assumption| |].
    + repeat (apply convex_plus; [assumption || apply convex_affine|]). apply convex_kink. lra.
    + intros x Hx. specialize (E x). unfold units_sum in *. simpl. unfold total in *. rewrite E.
      rewrite relu_is_half_line_half_fold, dot_map_times. unfold z. lra.
Qed.

Lemma convex_connected : forall S, convex_set S -> connected S.
Proof. intros S C x y Hx Hy. apply (go_on S x x y); [constructor|]. intros t T. now apply C. Qed.

Theorem convex_exactly_when_kinks_are_not_negative : forall S parts skip, open_along_lines S ->
  convex_set S ->
  (convex_on S (shallow parts skip) <->
   forall h k, bends h -> (exists x, S x /\ z h x = 0) -> kink_weight h parts k -> 0 <= k).
Proof.
  intros S parts skip HS HC. split.
  - intros Hf h k (n0 & Hn0) (p & Hp & Zp) K.
    set (n := times (/ dot (weights h) n0) n0).
    assert (Hn : dot (weights h) n = 1) by (unfold n; rewrite dot_times; now apply Rinv_l).
    destruct (generic_point S h n HS Hn (map snd parts) p Hp Zp) as (q & Hq & Zq & Hg).
    destruct (second_difference_at_crease h n q parts k Hn Zq) as (e & He & H); [|assumption|].
    { intros a u i. apply Hg. change u with (snd (a, u)). now apply in_map. }
    destruct (HS q n Hq) as (e' & He' & Hin). set (s := Rmin e e').
    assert (0 < s) by (apply Rmin_pos; lra). assert (s <= e) by apply Rmin_l.
    assert (s <= e') by apply Rmin_r.
    assert (E1 := Hin s ltac:(rewrite Rabs_right; lra)).
    assert (E2 := Hin (- s) ltac:(rewrite Rabs_Ropp, Rabs_right; lra)).
    specialize (H s ltac:(lra)). assert (C := Hf _ _ (1 / 2) E2 E1 ltac:(lra)).
    assert (M : forall i, along (1 / 2) (sum_of q (times (- s) n)) (sum_of q (times s n)) i = q i)
      by (intro i; unfold along, sum_of, times; lra).
    unfold shallow in C. rewrite (z_ext skip _ q M), !z_step in C.
    replace (map (fun p => fst p * r (z (snd p) (along (1 / 2) (sum_of q (times (- s) n)) (sum_of q
      (times s n))))) parts)
      with (map (fun p => fst p * r (z (snd p) q)) parts) in C by (apply map_ext; intro;
        now rewrite (z_ext _ _ q M)).
    assert (0 <= k * s) by (rewrite <- H; lra). nra.
  - intro H. apply (convex_plus S (units_sum parts) (z skip)); [|intros x y t _ _ _;
      rewrite z_between; lra].
    apply (convex_when_kinks_are_not_negative S HC (length parts)); [lia|]. intros h k A B K.
    destruct (Rle_dec 0 k) as [|N]; [assumption|]. exfalso.
    apply (both_signs_meet S h (convex_connected S HC) A B). intros x Hx Zx.
    apply N, (H h k); [now apply (two_sided_bends S)|now exists x|assumption].
Qed.

(* What a unit leaves of itself on S: its constant, itself, nothing, or half of z where its crease
   crosses S. *)
Inductive leaves (S : Point -> Prop) (u : Unit) : (Point -> R) -> Prop :=
| a_constant : ~ bends u -> leaves S u (fun _ => r (bias u))
| on_throughout : bends u -> (forall x, S x -> 0 < z u x) -> leaves S u (z u)
| off_throughout : bends u -> (forall x, S x -> z u x < 0) -> leaves S u (fun _ => 0)
| half_where_it_crosses : bends u -> (exists x, S x /\ z u x = 0) ->
    leaves S u (fun x => z u x / 2).

Lemma bends_or_not : forall u, bends u \/ ~ bends u.
Proof.
  intro u. destruct (proportional_dec 0 (weights u) []) as [H | (d & H)].
  - right. intros (x & N). apply N. rewrite H. simpl. lra.
  - left. exists d. simpl in H. lra.
Qed.

Theorem every_unit_leaves_something : forall S u, connected S -> exists g, leaves S u g.
Proof.
  intros S u C. destruct (bends_or_not u) as [B | N]; [|eexists; now apply a_constant].
  destruct (Classical_Prop.classic (exists x, S x /\ z u x = 0)) as [P | P];
    [eexists; now apply half_where_it_crosses|].
  assert (N : forall x, S x -> z u x <> 0) by (intros x Hx Z; apply P; now exists x).
  destruct (Classical_Prop.classic (exists x, S x /\ 0 < z u x)) as [(x & Hx & G) | Q].
  - exists (z u). apply on_throughout; [assumption|]. intros y Hy.
    destruct (Rlt_dec 0 (z u y)) as [|K]; [assumption|]. exfalso.
    assert (W := path_keeps_sign S u y x (C y x Hy Hx) N). specialize (N y Hy). lra.
  - exists (fun _ => 0). apply off_throughout; [assumption|]. intros x Hx. specialize (N x Hx).
    destruct (Rlt_dec (z u x) 0); [assumption|]. exfalso. apply Q. exists x.
    split; [assumption|lra].
Qed.

Definition absolute_sum (parts : list (R * Unit)) (x : Point) : R :=
  total (map (fun p => fst p * Rabs (z (snd p) x)) parts).

(* Take the units on one crease out of a sum of absolute values. *)
Lemma take_out_absolute : forall u, bends u -> forall parts, exists others k,
  kink_weight u parts k /\ (length others <= length parts)%nat /\ incl others parts /\
  (forall x, absolute_sum parts x = absolute_sum others x + k * Rabs (z u x)) /\
  (forall h k', kink_weight h others k' -> (exists l, multiple u h l) -> k' = 0) /\
  (forall h k', kink_weight h others k' -> (forall l, ~ multiple u h l) -> kink_weight h parts k').
Proof.
  intros u Bu. induction parts as [|[a c] parts (others & k & K & L & Inc & E & H1 & H2)].
  - exists [], 0. split; [constructor|]. split; [simpl; lia|]. split; [intros p []|].
    split; [intro; unfold absolute_sum; simpl; lra|].
    split; intros h k' Hk _; [now inversion Hk|assumption].
  - destruct (multiple_dec u Bu c) as [(m & M) | M].
    + exists others, (a * Rabs m + k). split; [now constructor|]. split; [simpl; lia|].
      split; [intros p Hp; right; now apply Inc|]. split.
      * intro x. specialize (E x). unfold absolute_sum in *. simpl. unfold total in *. rewrite E.
        destruct M as [_ M]. rewrite M, Rabs_mult. ring.
      * split; [assumption|]. intros h k' Hk N. apply kink_off; [|now apply H2].
        intros m' M'. apply (N (/ m * m')).
        apply (multiple_trans u c h); [now apply multiple_back|assumption].
    + exists ((a, c) :: others), k. split; [now constructor|]. split; [simpl; lia|].
      split; [intros p [<- | Hp]; [now left|right; now apply Inc]|]. split.
      * intro x. specialize (E x). unfold absolute_sum in *. simpl. unfold total in *. rewrite E.
        ring.
      * split.
        -- intros h k' Hk (m & N).
           inversion Hk as [|a' c' m' parts' k'' Mc Kc|a' c' parts' k'' Nc Kc]; subst.
           ++ exfalso. apply (M (m' * / m)).
              apply (multiple_trans c h u); [assumption|now apply multiple_back].
           ++ apply (H1 h); [assumption|now exists m].
        -- intros h k' Hk N. inversion Hk; subst; [apply kink_on | apply kink_off]; auto.
Qed.

(* Where every crease of these units has kink weight 0, their absolute values cancel. *)
Lemma absolute_values_cancel : forall n parts, (length parts <= n)%nat ->
  (forall a u, In (a, u) parts -> bends u) ->
  (forall a u k, In (a, u) parts -> kink_weight u parts k -> k = 0) ->
  forall x, absolute_sum parts x = 0.
Proof.
  induction n as [|n IH]; intros parts L B H x;
    (destruct parts as [|[a u] parts]; [reflexivity|simpl in L]); [lia|].
  assert (Bu : bends u) by (apply (B a); now left).
  destruct (take_out_absolute u Bu parts) as (others & k & K & L' & Inc & E & H1 & H2).
  assert (Z : a * Rabs 1 + k = 0).
  { apply (H a u); [now left|]. apply kink_on; [apply multiple_refl|assumption]. }
  rewrite Rabs_R1 in Z. assert (A : absolute_sum others x = 0).
  { apply IH; [lia| |].
    - intros b c Hc. apply (B b). right. now apply Inc.
    - intros b c k' Hc K'. assert (Bc : bends c) by (apply (B b); right; now apply Inc).
      destruct (multiple_dec c Bc u) as [M | M]; [now apply (H1 c)|].
      apply (H b c); [right; now apply Inc|]. apply kink_off; [assumption|]. now apply H2. }
  unfold absolute_sum in *. simpl. specialize (E x). unfold total in *. rewrite E, A.
  replace k with (- a) by lra. ring.
Qed.

Definition share (S : Point -> Prop) (p : R * Unit) (q : R * (Point -> R)) : Prop :=
  fst q = fst p /\ leaves S (snd p) (snd q).

Lemma crossing_part : forall S, open_along_lines S -> forall parts shares,
  Forall2 (share S) parts shares -> exists crossing, incl crossing parts /\
  (forall a u, In (a, u) crossing -> bends u /\ exists x, S x /\ z u x = 0) /\
  (forall x, S x -> units_sum parts x =
    total (map (fun q => fst q * snd q x) shares) + absolute_sum crossing x / 2) /\
  forall h k, kink_weight h crossing k -> (exists x, S x /\ z h x = 0) -> bends h ->
    kink_weight h parts k.
Proof.
  intros S HS parts shares F. induction F as [|[a u] [b g] parts shares [Eb G] F IH].
  - exists []. split; [intros p []|]. split; [intros a u []|].
    split; [intros x _; unfold units_sum, absolute_sum; simpl; lra|]. auto.
  - destruct IH as (crossing & Inc & Cr & E & K). simpl in Eb, G. subst b.
    assert (skip : (forall x, S x -> r (z u x) = g x) ->
      (forall h, (exists x, S x /\ z h x = 0) -> bends h -> forall l, ~ multiple u h l) ->
      exists crossing', incl crossing' ((a, u) :: parts) /\
      (forall a u, In (a, u) crossing' -> bends u /\ exists x, S x /\ z u x = 0) /\
      (forall x, S x -> units_sum ((a, u) :: parts) x =
        total (map (fun q => fst q * snd q x) ((a, g) :: shares)) + absolute_sum crossing' x / 2) /\
      forall h k, kink_weight h crossing' k -> (exists x, S x /\ z h x = 0) -> bends h ->
        kink_weight h ((a, u) :: parts) k).
    { intros V N. exists crossing. split; [intros p Hp; right; now apply Inc|].
      split; [assumption|]. split.
      - intros x Hx. specialize (E x Hx). unfold units_sum, absolute_sum, total in *. simpl.
        rewrite E, V by assumption. ring.
      - intros h k Kh Hh Bh. apply kink_off; [now apply N|now apply K]. }
    destruct G as [Nb | Bu P | Bu P | Bu P].
    + apply skip.
      * intros x _. f_equal. unfold z. destruct (bends_or_not u) as [B | _]; [contradiction|].
        destruct (proportional_dec 0 (weights u) []) as [H | (d & H)]; [rewrite H; simpl; lra|].
        exfalso. apply Nb. exists d. simpl in H. lra.
      * intros h _ (d & Hd) l [Nl M]. apply Nb. exists d.
        assert (A := M d). assert (B := M origin). unfold z in A, B. rewrite !dot_origin in B.
        intro Z. rewrite Z in A. assert (l * dot (weights h) d = 0) by lra.
        apply Rmult_integral in H. tauto.
    + apply skip; [intros x Hx; unfold r; apply Rmax_right; left; now apply P|].
      intros h (x & Hx & Z) _ l [Nl M]. specialize (P x Hx). rewrite M, Z in P. lra.
    + apply skip; [intros x Hx; unfold r; apply Rmax_left; left; now apply P|].
      intros h (x & Hx & Z) _ l [Nl M]. specialize (P x Hx). rewrite M, Z in P. lra.
    + exists ((a, u) :: crossing). split.
      { intros p [<- | Hp]; [now left|right; now apply Inc]. }
      split; [intros a' u' [Q | Hu]; [inversion Q; subst; auto|now apply (Cr a')]|]. split.
      * intros x Hx. specialize (E x Hx). unfold units_sum, absolute_sum, total in *. simpl.
        rewrite E, relu_is_half_line_half_fold. lra.
      * intros h k Kh Hh Bh. inversion Kh; subst; [apply kink_on | apply kink_off]; auto.
Qed.

Theorem the_affine_map_that_remains : forall S parts skip, open_along_lines S -> connected S ->
  affine_on S (shallow parts skip) -> forall shares, Forall2 (share S) parts shares ->
  forall x, S x -> shallow parts skip x = total (map (fun q => fst q * snd q x) shares) + z skip x.
Proof.
  intros S parts skip HS HC A shares F x Hx.
  destruct (crossing_part S HS parts shares F) as (crossing & Inc & Cr & E & K).
  assert (Z : absolute_sum crossing x = 0).
  { apply (absolute_values_cancel (length crossing)); [lia|intros a u Hu; now apply (Cr a)|].
    intros a u k Hu Kh. destruct (Cr a u Hu) as [Bu Zu].
    apply (affine_only_if_kinks_cancel S parts skip HS A u); auto. }
  unfold shallow. specialize (E x Hx). unfold units_sum in E. rewrite E, Z. lra.
Qed.
