/** As `errorCodes`: those of exports by Spark. */
export const sparkErrorCodes = {
  'spark.unavailable': {
    means:
      'What an export by Spark needs is not there or not the right one: Spark itself (LDX-SPARK-06), Node 20.19 or newer on the executors (LDX-SPARK-01), a worker of the same version as the plan (LDX-SPARK-05).',
    helps: 'The hint says how to bring it there; [spark.md](spark.md) has the whole way.',
    example: ['spark', 'Without Spark'],
  },
  'spark.failed': {
    means:
      'Spark, or a worker under it, has failed on the way: a worker that died (LDX-SPARK-02), bytes that did not arrive (LDX-SPARK-03), work of earlier tasks that is damaged (LDX-SPARK-04), a full disk (LDX-SPARK-07), anything else that Spark says (LDX-SPARK-08). Nothing was published.',
    helps: 'Start again with `--resume`: tasks that were done are not done again.',
    example: ['spark', 'A Spark that does not start'],
  },
}
