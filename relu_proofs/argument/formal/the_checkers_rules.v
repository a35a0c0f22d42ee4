(* Why two rules of the trusted checker are sound.  No page speaks of it. *)

Theorem not_affine_rule : forall (S : Point -> Prop) f (ps : list (R * Point)),
  (forall m x, In (m, x) ps -> S x) ->
  (forall i, total (map (fun p => fst p * snd p i) ps) = 0) -> total (map fst ps) = 0 ->
  total (map (fun p => fst p * f (snd p)) ps) <> 0 -> ~ affine_on S f.
Proof.
  intros S f ps HS Hx H1 Hf (l & c & E). apply Hf.
  assert (M : total (map (fun p => fst p * f (snd p)) ps)
    = dot l (mean (map fst ps) (map snd ps)) + total (map fst ps) * c).
  { clear Hx H1 Hf. induction ps as [|[m x] ps IH]; simpl; [rewrite dot_origin; unfold total;
      simpl; lra|].
    assert (IH' := IH (fun m x i => HS m x (or_intror i))).
    rewrite dot_plus, dot_times, (E x) by (apply (HS m); now left).
    unfold total in *. simpl in *. lra. }
  rewrite M, H1. rewrite (dot_ext _ _ origin); [rewrite dot_origin; lra|]. intro i. unfold origin.
  rewrite <- (Hx i). clear.
  induction ps as [|[m x] ps IH]; simpl; [reflexivity|]. unfold sum_of, times. rewrite IH.
  reflexivity.
Qed.

(* A polynomial with ReLUs; facts are terms that are >= 0; a leaf adds up products of facts. *)
Inductive RuleTerm :=
| Var (i : nat)
| Num (a : R)
| Sum (s t : RuleTerm)
| Product (s t : RuleTerm)
| Relu (t : RuleTerm).

(* The value of a term at the point x. *)
Fixpoint eval (x : Point) (t : RuleTerm) : R :=
  match t with
  | Var i => x i | Num a => a | Sum s t => eval x s + eval x t
  | Product s t => eval x s * eval x t | Relu t => r (eval x t)
  end.

(* The product of terms. *)
Definition product (ts : list RuleTerm) : RuleTerm := fold_right Product (Num 1) ts.

(* A tree of cases: split on the sign of a term, replace a decided ReLU, or close the case. *)
Inductive closes (x : Point) : list RuleTerm -> RuleTerm -> Prop :=
| by_sum : forall facts goal (sums : list (R * list RuleTerm)),
    (forall a ts, In (a, ts) sums -> 0 <= a /\ forall t, In t ts -> In t facts) ->
    eval x goal = total (map (fun s => fst s * eval x (product (snd s))) sums) ->
      closes x facts goal
| split_on : forall facts goal t, closes x (t :: facts) goal ->
  closes x (Product (Num (-1)) t :: facts) goal -> closes x facts goal
| relu_on : forall facts goal t, In t facts ->
    closes x (Sum (Relu t) (Product (Num (-1)) t) :: Sum t (Product (Num (-1)) (Relu t)) :: facts)
      goal -> closes x facts goal
| relu_off : forall facts goal t, In (Product (Num (-1)) t) facts ->
  closes x (Product (Num (-1)) (Relu t) :: facts) goal -> closes x facts goal
| relu_positive : forall facts goal t, closes x (Relu t :: facts) goal -> closes x facts goal.

Theorem identity_rule : forall x facts goal, closes x facts goal ->
  (forall t, In t facts -> 0 <= eval x t) -> 0 <= eval x goal.
Proof.
  induction 1 as [facts goal sums H E|facts goal t _ A _ B|facts goal t I _ A|facts goal t I _
    A|facts goal t _ A]; intro F.
  - rewrite E. clear E. induction sums as [|[a ts] sums IH]; simpl; [unfold total; simpl; lra|].
    destruct (H a ts (or_introl eq_refl)) as [Ha Ht].
    assert (0 <= total (map (fun s => fst s * eval x (product (snd s))) sums)) by (apply IH;
      intros; apply H; now right).
    assert (P : 0 <= eval x (product ts)).
    { clear -Ht F. induction ts as [|t ts IHt]; simpl; [lra|].
      apply Rmult_le_pos; [apply F, Ht; now left|]. apply IHt. intros; apply Ht; now right. }
    unfold total in *. assert (0 <= a * eval x (product ts)) by now apply Rmult_le_pos. lra.
  - destruct (Rle_dec 0 (eval x t)); [apply A | apply B]; intros s [<- | Hs]; simpl; auto; lra.
  - apply A. assert (G := F t I). intros s [<- | [<- | Hs]]; simpl; auto; unfold r;
      rewrite Rmax_right by lra; lra.
  - apply A. assert (G := F _ I). simpl in G. intros s [<- | Hs]; simpl; auto. unfold r.
    rewrite Rmax_left by lra. lra.
  - apply A. intros s [<- | Hs]; simpl; auto. apply Rmax_l.
Qed.
