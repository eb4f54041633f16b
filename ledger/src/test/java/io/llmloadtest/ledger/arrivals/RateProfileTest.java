package io.llmloadtest.ledger.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RateProfileTest {

    private static final RateProfile STAGES = new RateProfile.Stages(List.of(new RateProfile.Stage(2, 10),
            new RateProfile.Stage(0, 5), new RateProfile.Stage(10, 2)));

    static Stream<RateProfile> profiles() {
        return Stream.of(new RateProfile.Steady(8), new RateProfile.RampByCount(1, 10, 100),
                new RateProfile.RampByTime(1, 10, 6), new RateProfile.RampByTime(10, 1, 6),
                new RateProfile.RampByTime(4, 4, 6), STAGES);
    }

    private static List<Double> even(RateProfile profile, int count) {
        List<Double> moments = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < count; i++) {
            at = profile.after(i, at, 1);
            moments.add(at);
        }
        return moments;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void unitsUndoWhatStretchingDid(RateProfile profile) {
        double at = 0;
        for (int i = 0; i < 35; i++) {
            double next = profile.after(i, at, 0.9);
            assertThat(profile.units(i, at, next)).as("%s, request %d", profile, i).isCloseTo(0.9, within(1e-9));
            at = next;
        }
    }

    @Test
    void aRampByTimeReachesItsEndRateWhenItsTimeIsOver() {
        RateProfile ramp = new RateProfile.RampByTime(1, 9, 10);
        List<Double> moments = even(ramp, 68);
        assertThat(moments.get(49)).isCloseTo(10, within(1e-9)); // (1 + 9) / 2 * 10 requests
        assertThat(moments.get(67)).isCloseTo(12, within(1e-9));
    }

    @Test
    void aRampByCountIsThatOfVllm() {
        List<Double> moments = even(new RateProfile.RampByCount(1, 4, 4), 5);
        assertThat(moments).usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
                .containsExactly(1.0, 1.5, 1.5 + 1 / 3.0, 1.75 + 1 / 3.0, 2.0 + 1 / 3.0);
    }

    @Test
    void stagesFollowOneAnotherAndThenNothingComes() {
        assertThat(even(STAGES, 41)).satisfies(moments -> {
            assertThat(moments.get(19)).isCloseTo(10, within(1e-9));
            assertThat(moments.get(20)).isCloseTo(15.1, within(1e-9)); // after the pause
            assertThat(moments.get(38)).isCloseTo(16.9, within(1e-9));
            assertThat(moments.get(40)).isInfinite();
        });
    }

    @Test
    void whatIsNoRateIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateProfile.Steady(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateProfile.RampByTime(1, 2, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new RateProfile.RampByCount(1, 0, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateProfile.Stages(List.of(new RateProfile.Stage(0, 5))));
    }

    @Test
    void profilesHaveShortNames() {
        assertThat(profiles().map(RateProfile::text)).containsExactly("8", "1 to 10 in 100 requests", "1 to 10 in 6 s",
                "10 to 1 in 6 s", "4 to 4 in 6 s", "2:10,0:5,10:2");
    }
}
