/** The folder that SPARK_HOME names; Spark and Java are installed where they are not there. */
export function sparkHome(): string
