package io.llmloadtest.load.generator;

import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.Exchange;
import java.util.List;

/**
 * Whether the server takes the bodies. While that is not known, a warm-up sends one request alone; if it is refused for an
 * extra field, another goes without the field, in its place. A measured level is never held up: it only learns.
 */
final class Trial {

    private static final List<Integer> MAY_NAME_A_FIELD = List.of(400, 422);

    private final Workload workload;
    private volatile boolean alone;
    private volatile int replaced;

    Trial(Scope scope, Workload workload) {
        this.workload = workload;
        this.alone = scope instanceof Scope.WarmUp && !workload.isProven();
    }

    /** Whether the next request must wait for the end of the one in flight. */
    boolean holds(int inFlight) {
        return alone && inFlight > 0;
    }

    /** Requests that go in place of refused ones, beyond the plan's number. */
    int replaced() {
        return replaced;
    }

    /** Takes note of an end. */
    void ended(PreparedRequest body, Exchange exchange) {
        boolean dropped = false;
        if (exchange.end() instanceof Exchange.End.Complete) {
            workload.proven();
        } else if (exchange.end() instanceof Exchange.End.Refused(String message)
                && MAY_NAME_A_FIELD.contains(exchange.status().orElse(0))) {
            dropped = workload.refused(body, message);
        }
        note(dropped);
    }

    private synchronized void note(boolean dropped) {
        if (alone && dropped) {
            replaced++;
        } else {
            alone = false;
        }
    }
}
