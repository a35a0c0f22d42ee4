(* Four cases: each input has its own U. *)

(* What the layers do to y when every unit is switched as it is at x, without its bias: on where
   z > 0 at x, off elsewhere. *)
Fixpoint switched_through (ls : list Layer) (x y : Point) : Point :=
  match ls with
  | [] => y
  | l :: ls => switched_through ls (relu_layer l x)
      (fun j => nth j (map (fun u => if Rlt_dec 0 (z u x) then dot (weights u) y else 0) l) 0)
  end.

(* The row U(x), applied to y. *)
Definition U (f : Network) (x y : Point) : R :=
  dot (weights (output f)) (switched_through (hidden f) x y).

Lemma switched_same : forall ls x y, (forall k u, In u (nth k ls []) -> bias u = 0) -> (forall i,
  y i = x i) ->
  forall i, switched_through ls x y i = through ls x i.
Proof.
  induction ls as [|l ls IH]; intros x y Hb H; [exact H|]. simpl.
  apply IH; [intros k u; apply (Hb (S k))|].
  intro j. rewrite relu_layer_nth. assert (B := Hb 0%nat). simpl in B. clear IH Hb. revert j.
  induction l as [|u l IHl]; intros [|j]; simpl; auto.
  - assert (E : dot (weights u) y = z u x) by (unfold z;
      rewrite (B u), (dot_ext _ _ _ H) by (now left); ring).
    rewrite E. unfold r. destruct (Rlt_dec 0 (z u x)); [rewrite Rmax_right | rewrite Rmax_left];
      lra.
  - apply IHl. intros c Hc. apply B. now right.
Qed.

Lemma switched_affine : forall ls x (g : Point -> Point), (forall j,
  affine_on (fun _ => True) (fun y => g y j)) ->
  forall j, affine_on (fun _ => True) (fun y => switched_through ls x (g y) j).
Proof.
  induction ls as [|l ls IH]; intros x g H; [exact H|]. simpl.
  apply (IH (relu_layer l x) (fun y j => nth j (map (fun u => if Rlt_dec 0 (z u x) then dot
    (weights u) (g y) else 0) l) 0)).
  clear IH. induction l as [|u l IHl]; intros [|j]; simpl; try apply affine_constant; [|apply IHl].
  destruct (Rlt_dec 0 (z u x)); [now apply affine_dot|apply affine_constant].
Qed.

Lemma switched_origin : forall ls x y, (forall i, y i = 0) -> forall i,
  switched_through ls x y i = 0.
Proof.
  induction ls as [|l ls IH]; intros x y H; [exact H|]. simpl. apply IH.
  induction l as [|u l IHl]; intros [|j]; simpl; auto. destruct (Rlt_dec 0 (z u x)); [|reflexivity].
  rewrite (dot_ext _ _ _ H). apply dot_origin.
Qed.

Theorem each_input_has_its_own_u : forall f, bias_free f -> forall x,
  f x = U f x x /\ exists row, forall y, U f x y = dot row y.
Proof.
  intros f [Hb Ho] x. split.
  - unfold value_of, U, z. rewrite Ho, Rplus_0_r. apply dot_ext. intro i. symmetry.
    now apply switched_same.
  - destruct (affine_dot (fun _ => True) (weights (output f)) (switched_through (hidden f) x)) as
      (row & c & E).
    + apply (switched_affine (hidden f) x (fun y => y)), affine_coordinate.
    + exists row. intro y. unfold U. rewrite E by exact I. assert (Z := E origin I).
      rewrite dot_origin in Z.
      rewrite (dot_ext _ _ origin) in Z by now apply switched_origin. rewrite dot_origin in Z. lra.
Qed.
