(* One unit: without the ReLU there is no bend. *)

(* A map of points is affine if each of its coordinates is. *)
Definition affine_map (f : Point -> Point) : Prop := forall j,
  affine_on (fun _ => True) (fun x => f x j).

(* What sums, multiples and compositions make of affine maps, in any number of steps. *)
Inductive made_of_affine_maps : (Point -> Point) -> Prop :=
| one_map : forall f, affine_map f -> made_of_affine_maps f
| a_sum : forall f g, made_of_affine_maps f -> made_of_affine_maps g ->
  made_of_affine_maps (fun x => sum_of (f x) (g x))
| a_multiple : forall k f, made_of_affine_maps f -> made_of_affine_maps (fun x => times k (f x))
| one_after_another : forall f g, made_of_affine_maps f -> made_of_affine_maps g ->
  made_of_affine_maps (fun x => f (g x)).

Theorem a_ruler_makes_no_angle : forall f, made_of_affine_maps f -> affine_map f.
Proof.
  induction 1 as [f H|f g _ F _ G|k f _ F|f g _ F _ G]; intro j;
    [apply H|now apply affine_plus|now apply affine_times|].
  destruct (F j) as (w & c & E). apply (affine_same _ (fun x => dot w (g x) + c)).
  - apply affine_plus; [now apply affine_dot|apply affine_constant].
  - intros x _. now apply E.
Qed.
