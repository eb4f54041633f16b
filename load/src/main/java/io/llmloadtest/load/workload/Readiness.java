package io.llmloadtest.load.workload;

import io.llmloadtest.load.target.HttpReply;
import io.llmloadtest.load.target.SideChannel;
import io.llmloadtest.load.target.TargetProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The request of {@code --wait-ready}: a completion of one token, tried until it works. It carries the extra fields of the
 * load, so a refused one is found here and dropped.
 */
public final class Readiness {

    private static final long PAUSE_MILLIS = 500;

    private final PlannedWorkload workload;
    private final SideChannel channel;
    private final String runId;
    private final LongSupplier nanoClock;

    /** Asks the target behind {@code channel} with requests called {@code <run>-ready-<attempt>}. */
    public Readiness(PlannedWorkload workload, SideChannel channel, String runId) {
        this(workload, channel, runId, System::nanoTime);
    }

    Readiness(PlannedWorkload workload, SideChannel channel, String runId, LongSupplier nanoClock) {
        this.workload = workload;
        this.channel = channel;
        this.runId = runId;
        this.nanoClock = nanoClock;
    }

    /** Waits at most {@code atMost}; empty when a completion worked. */
    public Optional<TargetProblem> await(Duration atMost) throws InterruptedException {
        long end = nanoClock.getAsLong() + atMost.toNanos();
        String last = "none";
        for (int attempt = 0; attempt == 0 || nanoClock.getAsLong() < end; attempt++) {
            PreparedRequest request = workload.readiness(attempt);
            long left = Math.max(1_000_000, end - nanoClock.getAsLong());
            try {
                HttpReply reply = channel.post(workload.route(), request.body(),
                        Map.of("X-Request-Id", runId + "-ready-" + attempt), Duration.ofNanos(left));
                if (reply.status() == 200 && reply.json().isPresent()) {
                    workload.proven();
                    return Optional.empty();
                }
                last = "HTTP " + reply.status() + " " + reply.errorMessage();
                if ((reply.status() == 400 || reply.status() == 422)
                        && workload.refused(request, reply.errorMessage())) {
                    continue;
                }
            } catch (IOException failure) {
                last = String.valueOf(failure.getMessage());
            }
            TimeUnit.NANOSECONDS.sleep(Math.clamp(end - nanoClock.getAsLong(), 0, PAUSE_MILLIS * 1_000_000));
        }
        return Optional.of(new TargetProblem.NotReady(atMost, last));
    }
}
