package io.llmloadtest.store.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.store.chronicle.Chronicle.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ServerCourseTest {

    private static final Reading UNKNOWN = Reading.absent(Why.FAMILY_MISSING);
    private static final Duration STRETCH = Duration.ofSeconds(1);

    @Test
    void ratesAreBetweenOneReadingOfTheCounterAndTheNext() {
        List<Moment> moments = ServerCourse.of(
                List.of(sample(0, 0, 5, 1000), sample(1000, 0, 6, 1300), sample(3000, 0, 7, 1500)), STRETCH);
        assertThat(moments).extracting(Moment::tokensPerSecond).containsExactly(OptionalDouble.empty(),
                OptionalDouble.of(300), OptionalDouble.of(100));
        assertThat(moments).extracting(Moment::since).containsExactly(0.0, 0.0, 1.0);
        assertThat(moments).extracting(Moment::running).containsExactly(OptionalDouble.of(5), OptionalDouble.of(6),
                OptionalDouble.of(7));
        assertThat(moments).extracting(Moment::kvPercent).containsOnly(OptionalDouble.of(25));
    }

    @Test
    void aCounterThatFellGivesNoRateAndStartsAnew() {
        List<Moment> moments = ServerCourse
                .of(List.of(sample(0, 0, 1, 1000), sample(1000, 0, 1, 40), sample(2000, 0, 1, 90)), STRETCH);
        assertThat(moments).extracting(Moment::tokensPerSecond).containsExactly(OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.of(50));
    }

    @Test
    void aReadingRightAfterAnotherGivesNoRateOfItsOwn() {
        List<Moment> moments = ServerCourse
                .of(List.of(sample(0, 0, 1, 0), sample(20, 0, 1, 50), sample(1000, 0, 1, 100)), STRETCH);
        assertThat(moments).extracting(Moment::tokensPerSecond).containsExactly(OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.of(100));
    }

    @Test
    void replicasAreSummedAndWhatOneDoesNotTellNobodyTells() {
        MetricsSample dumb = new MetricsSample(new Tick(0), Instant.EPOCH, 1, UNKNOWN, Reading.of(2), Reading.of(0.75),
                UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
        List<Moment> moments = ServerCourse.of(List.of(sample(0, 0, 5, 0), dumb, sample(1000, 0, 6, 10)), STRETCH);
        assertThat(moments).singleElement().satisfies(moment -> {
            assertThat(moment.running()).isEmpty();
            assertThat(moment.waiting()).hasValue(3);
            assertThat(moment.kvPercent()).hasValue(75);
            assertThat(moment.tokensPerSecond()).isEmpty();
        });
    }

    @Test
    void aLongRunIsToldInStretches() {
        List<MetricsSample> day = new ArrayList<>();
        for (int second = 0; second < 86_400; second++) {
            day.add(sample(second * 1000L, 0, 1, second * 10.0));
        }
        List<Moment> moments = ServerCourse.of(day, Duration.ofSeconds(600));
        assertThat(moments).hasSize(144);
        assertThat(moments.get(70).tokensPerSecond()).hasValue(10);
    }

    @Test
    void nothingSampledIsNothingShown() {
        assertThat(ServerCourse.of(List.of(), STRETCH)).isEmpty();
    }

    private static MetricsSample sample(long millis, int replica, double running, double tokens) {
        return new MetricsSample(new Tick(millis * 1_000_000), Instant.EPOCH.plusMillis(millis), replica,
                Reading.of(running), Reading.of(1), Reading.of(0.25), Reading.of(tokens), UNKNOWN, UNKNOWN, UNKNOWN,
                UNKNOWN, UNKNOWN);
    }
}
