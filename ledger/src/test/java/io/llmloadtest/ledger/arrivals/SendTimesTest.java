package io.llmloadtest.ledger.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Tick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendTimesTest {

    private static final ArrivalProcess POISSON = new ArrivalProcess.Drawn(100, GapLaw.poisson(), 1);

    @Test
    void ofManyTheFirstAreToldInWhateverOrderTheyEnd() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, 300_000).boxed().toList());
        for (int round = 0; round < 3; round++) {
            SendTimes times = new SendTimes();
            order.forEach(i -> times.add(new Tick(i * 1_000_000L), new Tick(i * 1_000_000L)));
            double[] told = times.sentSecondsFrom(Tick.ZERO);
            assertThat(told).hasSize(65_536);
            assertThat(told[0]).isZero();
            assertThat(told[65_535]).isEqualTo(65.535);
            assertThat(times.gaps()).isEqualTo(299_999);
            assertThat(times.sentSeconds()).isEqualTo(299.999);
            Collections.shuffle(order, new Random(round));
        }
    }

    @Test
    void partsAddUp() {
        SendTimes even = new SendTimes();
        SendTimes odd = new SendTimes();
        for (int i = 0; i < 300_000; i++) {
            (i % 2 == 0 ? even : odd).add(new Tick(i * 1_000_000L), new Tick(i * 1_000_000L));
        }
        even.addAll(odd);
        assertThat(even.sentSecondsFrom(Tick.ZERO)).hasSize(65_536).endsWith(65.535);
        assertThat(even.gaps()).isEqualTo(299_999);
    }

    @Test
    void thePoissonGapsOfALongLevelAreTestedByThoseOfItsFirstSends() {
        Random random = new Random(11);
        SendTimes times = new SendTimes();
        SendTimes even = new SendTimes();
        double at = 0;
        for (int i = 0; i < 200_000; i++) {
            at += random.nextExponential() / 100;
            times.add(new Tick(Math.round(at * 1e9)), new Tick(Math.round(at * 1e9)));
            even.add(new Tick(i * 10_000_000L), new Tick(i * 10_000_000L));
        }
        KolmogorovSmirnov test = Delivery.of(POISSON, times, Tick.ZERO).orElseThrow().gaps().orElseThrow();
        assertThat(test.count()).isEqualTo(65_535);
        assertThat(test.pValue()).isGreaterThan(0.001);
        assertThat(Delivery.of(POISSON, even, Tick.ZERO).orElseThrow().gaps().orElseThrow().pValue())
                .isLessThan(1e-6);
    }
}
