package io.llmloadtest.store;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.Delivery;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.ledger.arrivals.KolmogorovSmirnov;
import io.llmloadtest.store.ArrivalsView.Issued;
import io.llmloadtest.store.ArrivalsView.Spread;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The published form of an open loop's delivery. */
final class Arrivals {

    private Arrivals() {
    }

    static ArrivalsView view(ArrivalProcess process, LevelOutcome level) {
        Tally tally = level.tally();
        Optional<Delivery> delivery = Delivery.of(process, tally.sendTimes(), level.span().measured().from());
        Optional<KolmogorovSmirnov> test = delivery.flatMap(Delivery::gaps);
        return new ArrivalsView(process.key(), process.text(), burstiness(process),
                known(delivery, Delivery::drawnRate), known(delivery, Delivery::achievedRate),
                known(delivery.filter(Delivery::isRandom), Delivery::low),
                known(delivery.filter(Delivery::isRandom), Delivery::high),
                known(test, KolmogorovSmirnov::statistic), known(test, KolmogorovSmirnov::pValue),
                spread(tally.sendLateness()), spread(tally.ttftFromSchedule()), spread(tally.e2eFromSchedule()),
                level.issued().map(Arrivals::issued));
    }

    private static Issued issued(IssuedArrivals issued) {
        return new Issued(issued.due(), issued.unsent(), issued.held(), issued.heldNanos() / 1e6, issued.sha256());
    }

    private static OptionalDouble burstiness(ArrivalProcess process) {
        return process.gapLaw().orElse(new GapLaw.Constant()) instanceof GapLaw.Gamma(double shape)
                ? OptionalDouble.of(shape)
                : OptionalDouble.empty();
    }

    private static <T> OptionalDouble known(Optional<T> of, ToDoubleFunction<T> value) {
        return of.isPresent() ? OptionalDouble.of(value.applyAsDouble(of.get())) : OptionalDouble.empty();
    }

    private static Spread spread(Distribution times) {
        return new Spread(Latencies.millis(times.mean()), Latencies.millis(times.percentile(0.5)),
                Latencies.millis(times.percentile(0.9)), Latencies.millis(times.percentile(0.99)));
    }
}
