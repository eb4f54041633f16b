package io.llmloadtest.store;

import io.llmloadtest.ledger.OwnTimes;
import io.llmloadtest.store.ValidationView.AccessLogView;
import io.llmloadtest.store.ValidationView.RequestLogView;
import io.llmloadtest.store.ValidationView.RequestsView;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.roll.Arrivals;
import io.llmloadtest.verdict.roll.Ports;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is known of single requests, in the published form. */
final class SingleRequests {

    private static final int NAMED = 5;

    private SingleRequests() {
    }

    /** Empty when neither answers nor log tell anything. */
    static Optional<RequestsView> view(CaseFile file) {
        OwnTimes own = file.tally().ownTimes();
        Optional<RequestLogView> log = Arrivals.of(file).map(SingleRequests::view);
        Optional<AccessLogView> accessLog = Ports.of(file).map(SingleRequests::view);
        return own.requests() == 0 && log.isEmpty() && accessLog.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestsView(own.requests(), own.contradictions(), millis(own.meanQueueNanos()),
                        millis(own.meanPrefillNanos()), millis(own.meanDecodeNanos()),
                        millis(own.meanBeyondFirstTokenNanos()), millis(own.meanBeyondLastTokenNanos()), log,
                        accessLog));
    }

    private static AccessLogView view(Ports ports) {
        if (!ports.isJoinable()) {
            return new AccessLogView(false, ports.answered(), OptionalLong.empty(), OptionalLong.empty(),
                    OptionalLong.empty());
        }
        return new AccessLogView(true, ports.answered(), OptionalLong.of(ports.found()),
                ports.whole() ? OptionalLong.of(ports.answered() - ports.found()) : OptionalLong.empty(),
                ports.whole() ? OptionalLong.of(ports.foreign()) : OptionalLong.empty());
    }

    private static RequestLogView view(Arrivals arrivals) {
        if (!arrivals.isJoinable()) {
            return new RequestLogView(false, arrivals.known(), OptionalLong.empty(), OptionalLong.empty(),
                    OptionalLong.empty(), List.of());
        }
        return new RequestLogView(true, arrivals.known(), OptionalLong.of(arrivals.received()),
                OptionalLong.of(arrivals.repeated()),
                arrivals.whole() ? OptionalLong.of(arrivals.missing().size()) : OptionalLong.empty(),
                arrivals.missing().stream().limit(NAMED).toList());
    }

    private static OptionalDouble millis(OptionalDouble nanos) {
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / 1e6) : OptionalDouble.empty();
    }
}
