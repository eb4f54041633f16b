package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedNumbersTest {

    private static final long[] EDGES = {0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Integer.MIN_VALUE,
            Long.MAX_VALUE, Long.MIN_VALUE};

    @Test
    void numbersComeBackAsTheyWentIn() {
        PackedNumbers numbers = new PackedNumbers();
        SplittableRandom random = new SplittableRandom(1);
        for (long edge : EDGES) {
            numbers.add(edge);
        }
        for (int i = 0; i < 100_000; i++) {
            numbers.add(random.nextLong() >> random.nextInt(64));
        }

        PackedNumbers.Reader in = numbers.read();
        SplittableRandom again = new SplittableRandom(1);
        for (long edge : EDGES) {
            assertThat(in.next()).isEqualTo(edge);
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(in.next()).isEqualTo(again.nextLong() >> again.nextInt(64));
        }
    }
}
