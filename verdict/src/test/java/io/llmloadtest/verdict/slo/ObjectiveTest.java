package io.llmloadtest.verdict.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.ledger.GoodputLimits;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {

    @ParameterizedTest
    @CsvSource({"ttft.p95<500,ttft.p95<500", "E2E.P99 < 20s,e2e.p99<20000", "tpot.mean<=50.5ms,tpot.mean<=50.5",
            "itl.p99.9<80,itl.p99.9<80", "e2el.max<1s,e2e.max<1000", "goodput>95%,goodput>0.95",
            "error_rate<=0,error_rate<=0", "ttft.median<99.9,ttft.p50<99.9"})
    void anObjectiveIsReadAndWrittenBackTheSame(String given, String text) {
        Objective read = Objective.parse(given);
        assertThat(read.text()).isEqualTo(text);
        assertThat(Objective.parse(read.text())).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ttft", "ttft<500", "ttft.p95>500", "ttft.p0<5", "ttft.p100<5", "ttft.pi<5",
            "ttft.p95<", "ttft.p95<0", "ttft.p95<-5", "ttft.p95<50%", "goodput<0.9", "goodput.mean>0.9", "goodput>1.5",
            "goodput>95", "error_rate<5s", "latency.p95<500", "ttft.p95=500", "ttft.p95<1.2.3", "error_rate>0.1"})
    void whatIsNoObjectiveIsRefusedWithItsWordsAndWhatMayBeGiven(String given) {
        assertThatThrownBy(() -> Objective.parse(given)).isInstanceOf(IllegalSloException.class)
                .hasMessageStartingWith("'" + given + "' cannot be used; ");
    }

    @Test
    void theLimitItselfIsWithinOnlyWhereTheSignSaysSo() {
        assertThat(Objective.parse("ttft.p95<500").holds(500)).isFalse();
        assertThat(Objective.parse("ttft.p95<=500").holds(500)).isTrue();
        assertThat(Objective.parse("goodput>0.95").holds(0.95)).isFalse();
        assertThat(Objective.parse("goodput>=0.95").holds(0.95)).isTrue();
        assertThat(Objective.parse("error_rate<=0").holds(0)).isTrue();
    }

    @Test
    void failedRequestsAreLimitedEvenWhereNobodySaysSo() {
        assertThat(Slo.parse("ttft.p95<500").text()).isEqualTo("ttft.p95<500,error_rate<0.01");
        assertThat(Slo.parse("ttft.p95<500,error_rate<0.2").text()).isEqualTo("ttft.p95<500,error_rate<0.2");
        assertThat(Slo.parse("goodput>0.9").text()).isEqualTo("goodput>0.9");
        assertThat(Slo.parse(Slo.parse("ttft.p95<500").text())).isEqualTo(Slo.parse("ttft.p95<500"));
    }

    @Test
    void ofTwoLimitsOnOneNumberOneIsTooMany() {
        assertThatThrownBy(() -> Slo.parse("ttft.p95<500,ttft.p95<600")).hasMessageContaining("ttft.p95");
        assertThat(Slo.parse("ttft.p50<500,ttft.p95<600").objectives()).hasSize(3);
    }

    @Test
    void asManyRequestsAreNeededAsTheHighestPercentileTakesThoughAsManyFailAsMay() {
        assertThat(Slo.parse("ttft.p50<200,e2e.p95<9s,error_rate<=0").leastRequests()).isEqualTo(72);
        assertThat(Slo.parse("ttft.p99<200").leastRequests()).as("368 / 0.99").isEqualTo(372);
        assertThat(Slo.parse("e2e.p95<9s,goodput>0.8").leastRequests()).as("72 / 0.8").isEqualTo(90);
        assertThat(Slo.parse("e2e.p95<9s,goodput>0").leastRequests()).as("not without end").isEqualTo(144);
        assertThat(Slo.parse("itl.p99.9<80,tpot.mean<50,error_rate<=0").leastRequests()).as("one answer has many gaps")
                .isEqualTo(1);
    }

    @Test
    void eachRequestHasTheLoosestLimitOnEachLatency() {
        GoodputLimits given = new GoodputLimits(OptionalDouble.of(7), OptionalDouble.empty(), OptionalDouble.empty());
        Slo slo = Slo.parse("ttft.p50<200,ttft.p99<1s,tpot.p95<50,itl.p99<80,goodput>0.9");
        assertThat(slo.perRequest(GoodputLimits.NONE))
                .isEqualTo(new GoodputLimits(OptionalDouble.of(1000), OptionalDouble.of(50), OptionalDouble.empty()));
        assertThat(slo.perRequest(given)).isEqualTo(given);
        assertThat(Slo.parse("ttft.p50<200").perRequest(GoodputLimits.NONE)).as("nobody asks for goodput")
                .isEqualTo(GoodputLimits.NONE);
        assertThatThrownBy(() -> Slo.parse("itl.p99<80,goodput>0.9").perRequest(GoodputLimits.NONE))
                .isInstanceOf(IllegalSloException.class).hasMessageContaining("--goodput");
    }
}
