(* Deciding deep networks: a formula is satisfiable exactly when its network is not affine. *)

(* A literal says that a variable is true, or that it is false;
  variables have the numbers 0, 1, ... *)
Inductive Literal := is_so (i : nat) | is_not_so (i : nat).
Definition variable (l : Literal) : nat := match l with is_so i => i | is_not_so i => i end.
Definition holds (a : nat -> bool) (l : Literal) : bool :=
  match l with is_so i => a i | is_not_so i => negb (a i) end.

(* A clause holds if one of its literals does; a formula is a list of clauses. *)
Definition satisfiable (clauses : list (list Literal)) : Prop :=
  exists a, forall c, In c clauses -> exists l, In l c /\ holds a l = true.

(* Its variables are among the first n, and no clause has one of them twice. *)
Definition formula_of (n : nat) (clauses : list (list Literal)) : Prop :=
  forall c, In c clauses -> NoDup (map variable c) /\ forall l, In l c -> (variable l < n)%nat.

(* The weight k of coordinate i. *)
Definition only (i : nat) (k : R) : list R := repeat 0 i ++ [k].

(* Output weight and unit, four for a variable: together the distance of x i from 0 or 1, whichever
   is nearer. *)
Definition distance_units (i : nat) : list (R * Unit) :=
  [(1, unit_of (only i (-1)) 0); (1, unit_of (only i 1) 0);
   (-2, unit_of (only i 1) (- (1 / 2))); (2, unit_of (only i 1) (-1))].

(* One for a clause: r (1 - the sum of its literals), a literal being x i or 1 - x i. *)
Fixpoint clause_unit (c : list Literal) : Unit :=
  match c with
  | [] => unit_of [] 1
  | is_so i :: c => unit_of (longer_sum (only i (-1)) (weights (clause_unit c)))
      (bias (clause_unit c))
  | is_not_so i :: c => unit_of (longer_sum (only i 1) (weights (clause_unit c)))
      (bias (clause_unit c) - 1)
  end.

Definition gadget_units (n : nat) (clauses : list (list Literal)) : list (R * Unit) :=
  flat_map distance_units (seq 0 n) ++ map (fun c => (1, clause_unit c)) clauses.

(* The network r (1/2 - F) with F the sum of all of these, each times its output weight. *)
Definition gadget (n : nat) (clauses : list (list Literal)) : Network :=
  network_of
    [map snd (gadget_units n clauses);
     [unit_of (map (fun p => - fst p) (gadget_units n clauses)) (1 / 2)]]
    (unit_of [1] 0).

Lemma dot_only : forall i k x, dot (only i k) x = k * x i.
Proof. unfold only. induction i; intros k x; simpl; [lra|]. rewrite IHi. lra. Qed.

Lemma dot_listed : forall A (f g : A -> R) l,
  dot (map f l) (fun j => nth j (map g l) 0) = total (map (fun p => f p * g p) l).
Proof.
  intros A f g. induction l as [|a l IH]; [reflexivity|]. simpl. unfold total in *. simpl.
  rewrite <- IH. reflexivity.
Qed.

Definition needs (n : nat) (clauses : list (list Literal)) (x : Point) : R :=
  total (map (fun p => fst p * r (z (snd p) x)) (gadget_units n clauses)).

Lemma gadget_value : forall n clauses x, gadget n clauses x = r (1 / 2 - needs n clauses x).
Proof.
  intros n clauses x. unfold value_of, gadget. cbn [hidden output through].
  set (l := gadget_units n clauses).
  assert (E : z (unit_of (map (fun p => - fst p) l) (1 / 2)) (relu_layer (map snd l) x) =
    1 / 2 - needs n clauses x).
  { unfold z at 1, relu_layer. cbn [weights bias]. rewrite map_map.
    rewrite (dot_listed _ (fun p => - fst p) (fun p => r (z (snd p) x))).
    rewrite (sum_map_ext _ l _ (fun p => fst p * r (z (snd p) x) * -1)) by (intros; ring).
    rewrite sum_map_times. unfold needs. fold l. lra. }
  unfold z at 1. cbn [weights bias dot]. unfold relu_layer at 1. cbn [map nth]. rewrite E. lra.
Qed.

(* How far t is from 0 or 1, whichever is nearer. *)
Definition off_by (t : R) : R := if Rle_dec t (1 / 2) then Rabs t else Rabs (t - 1).

Lemma total_app : forall l m, total (l ++ m) = total l + total m.
Proof. unfold total. induction l; intro m; simpl; [lra|]. rewrite IHl. lra. Qed.

Lemma distance_units_measure : forall i x,
  total (map (fun p => fst p * r (z (snd p) x)) (distance_units i)) = off_by (x i).
Proof.
  intros i x. unfold distance_units, total, z. cbn [map fold_right fst snd weights bias].
  rewrite !dot_only. unfold off_by, r, Rmax, Rabs.
  replace (-1 * x i + 0) with (- x i) by ring. replace (1 * x i + 0) with (x i) by ring.
  replace (1 * x i + - (1 / 2)) with (x i - 1 / 2) by ring.
  replace (1 * x i + -1) with (x i - 1) by ring.
  destruct (Rle_dec 0 (- x i)), (Rle_dec 0 (x i)), (Rle_dec 0 (x i - 1 / 2)),
    (Rle_dec 0 (x i - 1)), (Rle_dec (x i) (1 / 2)), (Rcase_abs (x i)), (Rcase_abs (x i - 1)); lra.
Qed.

Lemma needs_are : forall n clauses x, needs n clauses x =
  total (map (fun i => off_by (x i)) (seq 0 n)) +
  total (map (fun c => r (z (clause_unit c) x)) clauses).
Proof.
  intros n clauses x. unfold needs, gadget_units. rewrite map_app, total_app, map_map. f_equal.
  - induction (seq 0 n) as [|i l IH]; [reflexivity|]. cbn [flat_map map].
    rewrite map_app, total_app, IH, distance_units_measure. reflexivity.
  - apply sum_map_ext. intros c _. simpl. ring.
Qed.

(* The value of a literal at x. *)
Definition at_point (x : Point) (l : Literal) : R :=
  match l with is_so i => x i | is_not_so i => 1 - x i end.

Lemma clause_unit_value : forall c x, z (clause_unit c) x = 1 - total (map (at_point x) c).
Proof.
  induction c as [|[i | i] c IH]; intro x; unfold total in *; simpl; [unfold z; simpl; lra| |];
    specialize (IH x); unfold z in *; cbn [weights bias]; rewrite dot_longer_sum, dot_only; lra.
Qed.

Lemma off_by_not_negative : forall t, 0 <= off_by t.
Proof. intro t. unfold off_by. destruct (Rle_dec t (1 / 2)); apply Rabs_pos. Qed.

Lemma needs_not_negative : forall n clauses x, 0 <= needs n clauses x.
Proof.
  intros. rewrite needs_are.
  assert (A := total_not_negative _ (fun i => off_by (x i)) (seq 0 n)
    (fun i => off_by_not_negative (x i))).
  assert (B := total_not_negative _ (fun c => r (z (clause_unit c) x)) clauses
    (fun c => Rmax_l 0 _)). lra.
Qed.

Lemma part_of_total : forall (f : nat -> R) (v l : list nat), (forall i, 0 <= f i) -> NoDup v ->
  incl v l -> total (map f v) <= total (map f l).
Proof.
  intros f. induction v as [|i v IH]; intros l P N I.
  - apply total_not_negative. assumption.
  - inversion N; subst. destruct (in_split i l (I i (or_introl eq_refl))) as (l1 & l2 & ->).
    assert (J : incl v (l1 ++ l2)).
    { intros j Hj. assert (K := I j (or_intror Hj)). apply in_app_iff in K. apply in_app_iff.
      destruct K as [K | [-> | K]]; auto. contradiction. }
    specialize (IH (l1 ++ l2) P H2 J). rewrite !map_app, !total_app in *. cbn [map].
    unfold total in *. simpl. lra.
Qed.

Lemma one_in_total : forall A (f : A -> R) l a, (forall x, 0 <= f x) -> In a l ->
  f a <= total (map f l).
Proof.
  intros A f l a P H. destruct (in_split a l H) as (l1 & l2 & ->).
  rewrite map_app, total_app. cbn [map]. assert (Q := total_not_negative _ f l1 P).
  assert (R := total_not_negative _ f l2 P). unfold total in *. simpl. lra.
Qed.

(* The nearest vertex, as truth values. *)
Definition nearest (x : Point) (i : nat) : bool := if Rle_dec (x i) (1 / 2) then false else true.

Lemma a_violated_clause_costs_one : forall n clauses x c, formula_of n clauses -> In c clauses ->
  (forall l, In l c -> holds (nearest x) l = false) -> 1 <= needs n clauses x.
Proof.
  intros n clauses x c F Hc V. rewrite needs_are. destruct (F c Hc) as [N B].
  assert (L : total (map (at_point x) c) <= total (map (fun i => off_by (x i)) (map variable c))).
  { rewrite map_map. clear -V. induction c as [|l c IH]; [simpl; lra|].
    assert (IH' := IH (fun l i => V l (or_intror i))). unfold total in *. simpl.
    assert (at_point x l <= off_by (x (variable l))); [|lra].
    assert (W := V l (or_introl eq_refl)). unfold holds, nearest, off_by in *.
    destruct l as [i | i]; simpl in *; destruct (Rle_dec (x i) (1 / 2)); try discriminate;
      unfold Rabs; destruct (Rcase_abs _); lra. }
  assert (P : total (map (fun i => off_by (x i)) (map variable c)) <=
    total (map (fun i => off_by (x i)) (seq 0 n))).
  { apply (part_of_total (fun i => off_by (x i))); [intro; apply off_by_not_negative|assumption|].
    intros i Hi. apply in_map_iff in Hi. destruct Hi as (l & <- & Hl). apply in_seq.
    specialize (B l Hl). lia. }
  assert (Q := one_in_total _ (fun c => r (z (clause_unit c) x)) clauses c (fun _ => Rmax_l 0 _)
    Hc).
  cbv beta in Q. rewrite clause_unit_value in Q.
  assert (1 - total (map (at_point x) c) <= r (1 - total (map (at_point x) c))) by apply Rmax_r.
  lra.
Qed.

Theorem the_gadget_is_zero_without_a_solution : forall n clauses, formula_of n clauses ->
  ~ satisfiable clauses -> forall x, gadget n clauses x = 0.
Proof.
  intros n clauses F U x. rewrite gadget_value. unfold r. apply Rmax_left.
  assert (D : (forall c, In c clauses -> exists l, In l c /\ holds (nearest x) l = true) \/
    exists c, In c clauses /\ forall l, In l c -> holds (nearest x) l = false).
  { clear. induction clauses as [|c clauses [A | (d & Hd & A)]].
    - left. intros c [].
    - assert (one : (exists l, In l c /\ holds (nearest x) l = true) \/
        forall l, In l c -> holds (nearest x) l = false).
      { clear. induction c as [|l c [(k & Hk & A) | A]]; [right; intros l []|left; exists k; simpl;
          auto|].
        destruct (holds (nearest x) l) eqn:E; [left; exists l; simpl; auto|].
        right. intros k [<- | Hk]; auto. }
      destruct one as [O | O]; [left|right; exists c; simpl; auto].
      intros d [<- | Hd]; auto.
    - right. exists d. simpl. auto. }
  destruct D as [D | (c & Hc & D)]; [destruct U; now exists (nearest x)|].
  assert (W := a_violated_clause_costs_one n clauses x c F Hc D). lra.
Qed.

(* A solution as a point. *)
Definition vertex (a : nat -> bool) : Point := fun i => if a i then 1 else 0.

Lemma nothing_is_needed : forall n clauses a, formula_of n clauses ->
  (forall c, In c clauses -> exists l, In l c /\ holds a l = true) ->
    needs n clauses (vertex a) = 0.
Proof.
  intros n clauses a F H. rewrite needs_are.
  rewrite (sum_map_ext _ (seq 0 n) _ (fun _ => 0 * 0)).
  2: { intros i _. unfold off_by, vertex. destruct (a i).
       - destruct (Rle_dec 1 (1 / 2)); [lra|]. replace (1 - 1) with 0 by ring. rewrite Rabs_R0.
         ring.
       - destruct (Rle_dec 0 (1 / 2)); [|lra]. rewrite Rabs_R0. ring. }
  rewrite (sum_map_ext _ clauses _ (fun _ => 0 * 0)).
  2: { intros c Hc. rewrite clause_unit_value. destruct (H c Hc) as (l & Hl & T).
       assert (P : forall k, 0 <= at_point (vertex a) k).
       { intros [i | i]; simpl; unfold vertex; destruct (a i); lra. }
       assert (Q := one_in_total _ (at_point (vertex a)) c l P Hl).
       assert (E : at_point (vertex a) l = 1).
       { destruct l as [i | i]; simpl in *; unfold vertex; destruct (a i); try discriminate; lra. }
       rewrite Rmult_0_l. unfold r. apply Rmax_left. lra. }
  assert (Z : forall A (l : list A), total (map (fun _ => 0 * 0) l) = 0).
  { intros A l. induction l as [|q l IH]; unfold total in *; simpl; lra. }
  rewrite !Z. lra.
Qed.

Lemma far_away : forall n clauses x, (0 < n)%nat -> 1 / 2 <= off_by (x 0%nat) ->
  gadget n clauses x = 0.
Proof.
  intros n clauses x Hn O. rewrite gadget_value. unfold r. apply Rmax_left. rewrite needs_are.
  assert (A := one_in_total _ (fun i => off_by (x i)) (seq 0 n) 0%nat
    (fun i => off_by_not_negative (x i)) ltac:(apply in_seq; lia)).
  assert (B := total_not_negative _ (fun c => r (z (clause_unit c) x)) clauses
    (fun c => Rmax_l 0 _)). cbv beta in A. lra.
Qed.

(* A formula is satisfiable exactly when its network is not affine. *)
Theorem satisfiable_exactly_when_the_gadget_is_not_affine : forall n clauses, (0 < n)%nat ->
  formula_of n clauses ->
  (satisfiable clauses <-> ~ affine_on (fun _ => True) (gadget n clauses)).
Proof.
  intros n clauses Hn F. split.
  - intros (a & H) (w & c & A).
    set (e := fun i : nat => match i with O => 10 | _ => 0 end). set (v := vertex a).
    assert (V : gadget n clauses v = 1 / 2).
    { assert (Z := nothing_is_needed n clauses a F H). fold v in Z.
      rewrite gadget_value, Z. unfold r. rewrite Rmax_right; lra. }
    assert (U : gadget n clauses (sum_of v e) = 0).
    { apply far_away; [assumption|]. unfold off_by, sum_of, v, vertex, e.
      destruct (a 0%nat); destruct (Rle_dec _ _); try lra; unfold Rabs; destruct (Rcase_abs _);
        lra. }
    assert (D : gadget n clauses (sum_of v (times (-1) e)) = 0).
    { apply far_away; [assumption|]. unfold off_by, sum_of, times, v, vertex, e.
      destruct (a 0%nat); destruct (Rle_dec _ _); try lra; unfold Rabs; destruct (Rcase_abs _);
        lra. }
    rewrite A in V, U, D by exact I. rewrite dot_plus in U, D. rewrite dot_times in D. lra.
  - intro N. destruct (Classical_Prop.classic (satisfiable clauses)) as [|U]; [assumption|].
    destruct N. exists [], 0. intros x _. simpl.
    rewrite the_gadget_is_zero_without_a_solution; auto. lra.
Qed.
