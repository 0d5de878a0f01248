package trt.bus;

/**
 * KIE called back about one of our submissions. The signature in the address was checked; the body
 * is not trusted.
 *
 * @param shard of the job
 * @param taskId the task the body names, empty when it names none
 */
public record KieCalledBack(int shard, long jobId, int attempt, String taskId) {}
