package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private final Numbers numbers = PhraseBook.of(Locale.ENGLISH).numbers();

    @Test
    void countsHaveThousandsSeparatorsAndNoFraction() {
        assertThat(numbers.count(0)).isEqualTo("0");
        assertThat(numbers.count(52_340)).isEqualTo("52,340");
        assertThat(numbers.count(2.5)).isEqualTo("2.5");
    }

    @Test
    void millisecondsKeepTheDigitsThatCount() {
        assertThat(numbers.millis(0)).isEqualTo("0.0");
        assertThat(numbers.millis(0.1234)).isEqualTo("0.123");
        assertThat(numbers.millis(4.567)).isEqualTo("4.57");
        assertThat(numbers.millis(45.21)).isEqualTo("45.2");
        assertThat(numbers.millis(60_000.4)).isEqualTo("60,000");
    }

    @Test
    void aDifferenceThatIsNotZeroNeverReadsAsZero() {
        assertThat(numbers.signedPercent(0)).isEqualTo("0.0%");
        assertThat(numbers.signedPercent(3.2)).isEqualTo("+3.2%");
        assertThat(numbers.signedPercent(-0.137)).isEqualTo("-0.1%");
        assertThat(numbers.signedPercent(-0.02)).isEqualTo("-0.02%");
        assertThat(numbers.signedPercent(0.001)).isEqualTo("<0.01%");
        assertThat(numbers.signedPercent(-0.001)).isEqualTo(">-0.01%");
    }
}
