package io.llmloadtest.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.chart.Series.Point;
import io.llmloadtest.report.chart.Series.Range;
import io.llmloadtest.report.chart.Series.Step;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PathsTest {

    private static final DoubleUnaryOperator SAME = DoubleUnaryOperator.identity();
    private static final DoubleUnaryOperator DOWN = value -> 100 - value;

    @Test
    void aLineGoesFromPointToPointAndBreaksBetweenPieces() {
        assertThat(Paths.line(List.of(List.of(new Point(0, 1), new Point(10, 2.25)), List.of(new Point(20, 3))), SAME,
                DOWN)).isEqualTo("M0 99L10 97.8M20 97h0");
    }

    @Test
    void stepsThatTouchAreJoinedAndOthersAreNot() {
        assertThat(Paths.steps(List.of(new Step(0, 1, 5), new Step(1, 2, 7), new Step(4, 5, 7)), SAME, DOWN))
                .isEqualTo("M0 95H1V93H2M4 93H5");
    }

    @Test
    void aBandOfNoHeightIsNotDrawn() {
        assertThat(Paths.band(List.of(new Range(0, 1, 5, 5), new Range(1, 2, 3, 8)), SAME, DOWN))
                .isEqualTo("M1 97V92H2V97z");
    }

    @Test
    void aDotIsALineOfNoLength() {
        assertThat(Paths.dots(List.of(new Point(1.25, 2)), SAME, DOWN)).isEqualTo("M1.3 98h0");
    }

    @Test
    void numbersHaveOneDecimalAtMost() {
        assertThat(List.of(Paths.number(0), Paths.number(12.04), Paths.number(-0.26), Paths.number(999.96)))
                .containsExactly("0", "12", "-0.3", "1000");
    }
}
