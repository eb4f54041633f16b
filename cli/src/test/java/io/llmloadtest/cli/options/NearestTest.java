package io.llmloadtest.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> KNOWN = List.of("concurrency", "connections", "container", "duration", "seed");

    @Test
    void aLetterLeftOutAddedChangedOrSwappedIsNear() {
        assertThat(Nearest.to("concurency", KNOWN)).contains("concurrency");
        assertThat(Nearest.to("Durations", KNOWN)).contains("duration");
        assertThat(Nearest.to("conections", KNOWN)).contains("connections");
        assertThat(Nearest.to("sede", KNOWN)).contains("seed");
    }

    @Test
    void whatIsLikeNothingHasNoNearest() {
        assertThat(Nearest.to("temperature", KNOWN)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
        assertThat(Nearest.question("temperature", KNOWN)).isEmpty();
    }
}
