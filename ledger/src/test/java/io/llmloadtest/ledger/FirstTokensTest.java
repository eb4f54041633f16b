package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Scope;
import org.junit.jupiter.api.Test;

class FirstTokensTest {

    private static final Scope LEVEL = new Scope.Level(0);

    @Test
    void aFirstWaveIsToldFromTheRestHoweverLongTheRestIs() {
        FirstTokens times = new FirstTokens();
        for (int ordinal = 0; ordinal < 2 * FirstTokens.LARGEST_WAVE; ordinal++) {
            times.add(LEVEL, ordinal, ordinal < 8 ? 900 : 100);
        }

        assertThat(times.countOfFirst(8)).isEqualTo(8);
        assertThat(times.meanOfFirst(8)).hasValue(900);
        assertThat(times.meanOfRest(8)).hasValue(100);
    }

    @Test
    void laterRequestsOfTwoPartsAddUp() {
        FirstTokens left = new FirstTokens();
        FirstTokens right = new FirstTokens();
        left.add(LEVEL, FirstTokens.LARGEST_WAVE, 100);
        right.add(LEVEL, FirstTokens.LARGEST_WAVE + 1, 400);
        right.add(LEVEL, FirstTokens.LARGEST_WAVE + 2, 400);
        left.addAll(right);

        assertThat(left.meanOfRest(1)).hasValue(300);
        assertThat(left.meanOfFirst(1)).isEmpty();
    }
}
