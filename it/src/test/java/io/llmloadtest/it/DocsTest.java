package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

/**
 * What the pages tell people to type works. Every command of the program is read by it; most are run, against a simulated server
 * and made short ({@link DocScene}); of others the options are tried on a server that is not there. Scripts that are named are
 * there and know their options, links lead somewhere, and code is from files that are compiled.
 */
class DocsTest {

    /** How many of the runs are judged, too: each takes some seconds. */
    private static final int WHOLE_RUNS = 2;
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    @TempDir
    private Path directory;

    @Test
    void everyCommandOfTheProgramIsUnderstoodAndMostAreRun() throws IOException {
        List<String> failures = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        int run = 0;
        int tried = 0;
        int judged = 0;
        String nowhere = nowhere();
        try (DocScene scene = new DocScene(directory)) {
            for (DocCommand command : ours()) {
                List<String> arguments = command.arguments().orElseThrow();
                if (!seen.add(arguments)) {
                    continue;
                }
                try {
                    DocRunner.parse(arguments);
                    if (scene.canTry(arguments)) {
                        DocRunner.run(scene.tried(arguments, nowhere), Set.of(3));
                        tried++;
                    }
                    if (scene.canRun(arguments)) {
                        boolean whole = arguments.getFirst().equals("run") && judged++ < WHOLE_RUNS;
                        DocRunner.run(scene.shortened(scene.placed(arguments, scene.url()), whole),
                                DocScene.allowed(arguments));
                        run++;
                    }
                } catch (ParameterException | AssertionError wrong) {
                    failures.add(command + "\n    " + wrong.getMessage());
                }
            }
        }
        System.err.println("commands of the program in the documentation: " + seen.size() + ", of which " + run
                + " were run, and the options of " + tried + " tried on a server that is not there; all were read");
        assertThat(failures).isEmpty();
        assertThat(run).as("commands that were run").isGreaterThanOrEqualTo(10);
    }

    @Test
    void everyScriptThatIsNamedIsThereAndKnowsItsOptions() {
        List<String> failures = new ArrayList<>();
        for (DocCommand command : commands()) {
            command.script().flatMap(script -> trouble(script, command.words()))
                    .ifPresent(trouble -> failures.add(command + "\n    " + trouble));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> failures = new ArrayList<>();
        for (Page page : Page.all()) {
            for (String line : page.prose()) {
                Matcher link = LINK.matcher(line);
                while (link.find()) {
                    if (!link.group(1).contains("://") && !leadsSomewhere(page, link.group(1))) {
                        failures.add(page.file() + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void everyPageIsInTheIndex() {
        String index = String.join("\n", Page.read(Product.ROOT.resolve("docs/README.md")).lines());
        assertThat(Page.all().stream().filter(page -> page.file().startsWith("docs"))
                .map(page -> page.file().getFileName().toString()).filter(name -> !name.equals("README.md"))
                .filter(name -> !index.contains("(" + name + ")"))).isEmpty();
    }

    @Test
    void javaIsFromATestThatIsCompiled() throws IOException {
        String sources = squeezed(Files.readAllLines(
                Product.ROOT.resolve("junit/src/test/java/io/llmloadtest/junit/LibraryPageTest.java")));
        List<Page.Block> blocks = blocks("java");
        assertThat(blocks).isNotEmpty()
                .allSatisfy(block -> assertThat(sources).as(block.at()).contains(squeezed(block.lines())));
    }

    @Test
    void recipesAreFilesOfTheSamples() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> samples = Files.walk(Product.ROOT.resolve("samples"))) {
            for (Path file : samples.filter(file -> file.toString().matches(".*\\.(yaml|yml|xml)")).toList()) {
                files.add(squeezed(Files.readAllLines(file)));
            }
        }
        List<Page.Block> blocks = Stream.of("yaml", "xml").flatMap(language -> blocks(language).stream())
                .filter(block -> block.page().endsWith("ci.md") || block.page().endsWith("library.md")).toList();
        assertThat(blocks).isNotEmpty().allSatisfy(
                block -> assertThat(files).as(block.at()).anyMatch(file -> file.contains(squeezed(block.lines()))));
    }

    private static List<DocCommand> commands() {
        return Page.all().stream().flatMap(page -> page.blocks().stream())
                .flatMap(block -> DocCommand.of(block).stream()).toList();
    }

    private static List<DocCommand> ours() {
        return commands().stream().filter(command -> command.arguments().isPresent()).toList();
    }

    private static List<Page.Block> blocks(String language) {
        return Page.all().stream().flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language)).toList();
    }

    private static Optional<String> trouble(String script, List<String> words) {
        Path file = Product.ROOT.resolve(script);
        if (!Files.isExecutable(file)) {
            return Optional.of("there is no program " + script);
        }
        String known = text(file) + (script.startsWith("benchmarks") ? benches() : "");
        return words.stream().skip(1).takeWhile(word -> !word.equals("--")).filter(word -> word.startsWith("--"))
                .filter(option -> !known.contains(option)).findFirst()
                .map(option -> script + " knows no option " + option);
    }

    /** Some scripts hand their options on. */
    private static String benches() {
        try (Stream<Path> sources = Files.walk(Product.ROOT.resolve("benchmarks/src/main"))) {
            StringBuilder all = new StringBuilder();
            sources.filter(source -> source.toString().endsWith(".java")).forEach(source -> all.append(text(source)));
            return all.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean leadsSomewhere(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? Product.ROOT.resolve(page.file())
                : Product.ROOT.resolve(page.file()).resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || !target.toString().endsWith(".md")
                || anchors(Page.read(target)).contains(parts[1]));
    }

    /** As GitHub makes them from headings. */
    private static Set<String> anchors(Page page) {
        Set<String> anchors = new TreeSet<>();
        page.prose().stream().filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "").replaceAll("`|\\[|\\]\\([^)]*\\)", "").toLowerCase()
                        .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    /** Lines without their indentation. */
    private static String squeezed(List<String> lines) {
        StringBuilder all = new StringBuilder();
        lines.stream().map(String::strip).filter(line -> !line.isEmpty())
                .forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String nowhere() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return "http://127.0.0.1:" + closed.getLocalPort();
        }
    }
}
