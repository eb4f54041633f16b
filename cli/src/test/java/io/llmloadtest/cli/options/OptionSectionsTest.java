package io.llmloadtest.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The nearest heading is the one that counts. */
class OptionSectionsTest {

    @Test
    void anOptionStandsUnderTheNearestHeading() {
        assertThat(sections()).isEqualTo(Map.of("Server", List.of("--outer", "--bare"), "Load", List.of("--own"),
                "Output", List.of("--named"), "Judging", List.of("--headed"), "Other", List.of("--alone")));
    }

    @Test
    void headingsKeepTheirOrder() {
        assertThat(sections().keySet()).containsExactly("Server", "Load", "Judging", "Output", "Other");
    }

    private static Map<String, List<String>> sections() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        OptionSections.of(CommandSpec.forAnnotatedObject(new Whole())).forEach((heading, options) -> names.put(heading,
                options.stream().map(OptionSpec::longestName).toList()));
        return names;
    }

    @Command
    static final class Whole {

        @Mixin
        Outer outer = new Outer();

        @Heading("Output")
        @Mixin
        Named named = new Named();

        @Mixin
        Alone alone = new Alone();
    }

    @Heading("Server")
    static final class Outer {

        @Option(names = "--outer")
        String outer = "";

        @Mixin
        Bare bare = new Bare();

        @Mixin
        Headed headed = new Headed();
    }

    static final class Bare {

        @Option(names = "--bare")
        String bare = "";

        @Heading("Load")
        @Option(names = "--own")
        String own = "";
    }

    @Heading("Judging")
    static final class Headed {

        @Option(names = "--headed")
        String headed = "";
    }

    static final class Named {

        @Option(names = "--named")
        String named = "";
    }

    static final class Alone {

        @Option(names = "--alone")
        String alone = "";
    }
}
