/**
 * Which rule made the version:
 * `highest-bump` of the range; `zero-major`, where the policy before 1.0.0 changed it; `major-capped`, a break that the
 * policy releases as minor; `default-bump` of a range in which no commit asks for a version; `first-release`, the initial
 * version; `release-as`, a version that a commit's footer or an input asks for; `given`, exactly what somebody named;
 * `nothing-releasing`, where no commit asks for a version; `no-commits`.
 */
export type PlanRule =
  | 'highest-bump'
  | 'zero-major'
  | 'major-capped'
  | 'default-bump'
  | 'first-release'
  | 'release-as'
  | 'given'
  | 'nothing-releasing'
  | 'no-commits'
