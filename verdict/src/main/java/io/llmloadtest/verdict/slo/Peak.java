package io.llmloadtest.verdict.slo;

/**
 * The load a service has to stand, for which replicas are to be counted.
 *
 * @param perSecond requests per second at peak, above 0
 * @param headRoom how much more shall be possible, as a share: 0.2 is a fifth more
 */
public record Peak(double perSecond, double headRoom) {

    /** Head-room that is usual. */
    public static final double USUAL_HEAD_ROOM = 0.2;

    /** Requests per second that have to be possible. */
    public double wanted() {
        return perSecond * (1 + headRoom);
    }

    /** Replicas that are needed when each stands {@code perReplica} requests per second, above 0. */
    public long replicas(double perReplica) {
        // a hair below a whole number is a whole number: 100 x 1.2 / 10 needs 12, not 13
        return (long) Math.ceil(wanted() / perReplica - 1e-9);
    }
}
