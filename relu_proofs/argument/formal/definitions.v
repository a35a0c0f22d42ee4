(* What the words mean.  Everything else is about these: they, and what a page's own file defines,
   are what a reader must agree to; the proofs are Coq's to check. *)
Require Import Reals Lra Lia List Permutation.
Import ListNotations.
Open Scope R_scope.

(* ReLU. *)
Definition r (y : R) : R := Rmax 0 y.

(* A point has the coordinates x 0, x 1, x 2, ...; a network looks at finitely many of them. *)
Definition Point := nat -> R.

(* The sum of two points, a multiple of a point, and the point 0. *)
Definition sum_of (x y : Point) : Point := fun i => x i + y i.
Definition times (t : R) (x : Point) : Point := fun i => t * x i.
Definition origin : Point := fun _ => 0.

(* dot [a; b; c] x = a * x 0 + b * x 1 + c * x 2. *)
Fixpoint dot (w : list R) (x : Point) : R :=
  match w with
  | [] => 0
  | a :: w => a * x 0%nat + dot w (fun i => x (S i))
  end.

(* A unit is a list of weights and a bias; z u x is its pre-activation at x. *)
Record Unit := unit_of { weights : list R; bias : R }.
Definition z (u : Unit) (x : Point) : R := dot (weights u) x + bias u.

(* A hidden layer is a list of units: coordinate j of what it passes on is r (z (unit j) x). *)
Definition Layer := list Unit.

Definition relu_layer (l : Layer) (x : Point) : Point :=
  fun j => nth j (map (fun u => r (z u x)) l) 0.

Fixpoint through (ls : list Layer) (x : Point) : Point :=
  match ls with
  | [] => x
  | l :: ls => through ls (relu_layer l x)
  end.

(* A network is a list of hidden layers, of any depth and width, and an output without a ReLU. *)
Record Network := network_of { hidden : list Layer; output : Unit }.

Definition value_of (f : Network) (x : Point) : R := z (output f) (through (hidden f) x).
Coercion value_of : Network >-> Funclass.

(* A unit u of hidden layer k (from 0) sees the input x through the layers before it. *)
Definition units (f : Network) (k : nat) : Layer := nth k (hidden f) [].

Definition z_in (f : Network) (k : nat) (u : Unit) (x : Point) : R :=
  z u (through (firstn k (hidden f)) x).

Definition bias_free (f : Network) : Prop :=
  (forall k u, In u (units f k) -> bias u = 0) /\ bias (output f) = 0.

(* One affine map gives the values of f on all of the set S. *)
Definition affine_on (S : Point -> Prop) (f : Point -> R) : Prop :=
  exists w c, forall x, S x -> f x = dot w x + c.

(* Every hidden unit, in every layer, keeps to one side on S. *)
Definition one_sided_on (S : Point -> Prop) (f : Network) : Prop :=
  forall k u, In u (units f k) ->
    (forall x, S x -> 0 <= z_in f k u x) \/ (forall x, S x -> z_in f k u x <= 0).

(* The numbers of a list, added up. *)
Definition total (l : list R) : R := fold_right Rplus 0 l.

(* The convex hull of finitely many rows: their means with weights >= 0 that add up to 1. *)
Fixpoint mean (ts : list R) (rows : list Point) : Point :=
  match ts, rows with
  | t :: ts, x :: rows => sum_of (times t x) (mean ts rows)
  | _, _ => origin
  end.

Definition hull (rows : list Point) (x : Point) : Prop :=
  exists ts, length ts = length rows /\ (forall t, In t ts -> 0 <= t) /\ total ts = 1 /\
    forall i, x i = mean ts rows i.

(* One hidden layer of any width next to a skip connection: pairs (v, u) stand for v * r (z u x). *)
Definition shallow (parts : list (R * Unit)) (skip : Unit) (x : Point) : R :=
  total (map (fun p => fst p * r (z (snd p) x)) parts) + z skip x.

(* The point that lies t of the way from x to y; all of them, for t from 0 to 1, are the segment. *)
Definition along (t : R) (x y : Point) : Point := sum_of (times (1 - t) x) (times t y).

(* With two points a convex set holds the segment between them. *)
Definition convex_set (S : Point -> Prop) : Prop :=
  forall x y t, S x -> S y -> 0 <= t <= 1 -> S (along t x y).

(* A real number as a point with one coordinate. *)
Definition pt (a : R) : Point := fun i => match i with O => a | _ => 0 end.

(* ts = [t1; ...; tn] cuts from t to its last entry; g is one affine map on each closed part. *)
Fixpoint pieces (g : R -> R) (t : R) (ts : list R) : Prop :=
  match ts with
  | [] => True
  | s :: ts => t <= s /\ (exists m c, forall x, t <= x <= s -> g x = m * x + c) /\ pieces g s ts
  end.

(* On [0, 1] g is continuous with at most n affine pieces. *)
Definition pieces_on_unit_interval (g : R -> R) (n : nat) : Prop :=
  exists ts, length ts = n /\ last ts 0 = 1 /\ pieces g 0 ts.
