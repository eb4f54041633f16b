package io.llmloadtest.store;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.Delivery;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.KolmogorovSmirnov;
import io.llmloadtest.store.ArrivalsView.Spread;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The published form of an open loop's delivery. */
final class Arrivals {

    private Arrivals() {
    }

    static ArrivalsView view(ArrivalProcess process, Tally tally) {
        Optional<Delivery> delivery = Delivery.of(process, tally.sendTimes());
        Optional<KolmogorovSmirnov> test = delivery.flatMap(Delivery::gaps);
        return new ArrivalsView(process.key(), burstiness(process), known(delivery, Delivery::drawnRate),
                known(delivery, Delivery::achievedRate), known(delivery, Delivery::low),
                known(delivery, Delivery::high), known(test, KolmogorovSmirnov::statistic),
                known(test, KolmogorovSmirnov::pValue), spread(tally.sendLateness()),
                spread(tally.ttftFromSchedule()), spread(tally.e2eFromSchedule()));
    }

    private static OptionalDouble burstiness(ArrivalProcess process) {
        return process instanceof ArrivalProcess.Drawn drawn && drawn.law() instanceof GapLaw.Gamma(double shape)
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
