package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.Results;
import io.llmloadtest.store.ResultDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The page, read back by commonmark's parser. */
class MarkdownExportTest {

    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void thePageReadsAsTheGoldenFile(String language) throws IOException {
        Written.isAsGolden(page(Results.warned(), Locale.of(language)), "warned-" + language + ".md");
        Written.isAsGolden(page(Results.searched(), Locale.of(language)), "searched-" + language + ".md");
    }

    @Test
    void theVerdictComesFirstAndEachWarningHasALineWithAdvice() {
        List<String> lines = page(Results.warned(), Locale.ENGLISH).lines().toList();
        assertThat(lines.getFirst()).startsWith("## ").contains("WARNING").contains("6 of 8");
        assertThat(lines.stream().filter(line -> line.startsWith("- `") && line.contains("→"))).hasSize(3)
                .anyMatch(line -> line.contains("`foreign-traffic`") && line.contains("31 requests")
                        && line.contains("Stop the other clients"));
    }

    @Test
    void everyRowOfATableHasAsManyCellsAsItsHeader() {
        for (ResultDocument result : List.of(Results.passed(), Results.warned(), Results.slo(), Results.repeated(),
                Hostile.of(Results.warned()))) {
            String page = page(result, Locale.ENGLISH);
            assertThat(seen(page).rows).isPositive();
            assertThat(rawWidths(page)).hasSize(seen(page).rows + seen(page).heads).isSubsetOf(5, 8, 9);
        }
        assertThat(seen(page(Results.warned(), Locale.ENGLISH)).rowWidths.stream().filter(width -> width == 5))
                .hasSize(1 + 8);
    }

    @Test
    void hostileTextIsNoMarkup() {
        String page = page(Hostile.of(Results.warned()), Locale.ENGLISH);
        Seen seen = seen(page);
        assertThat(seen.markup).isEmpty();
        assertThat(seen.headings).isEqualTo(seen(page(Results.warned(), Locale.ENGLISH)).headings);
        Pattern alive = Pattern.compile("://|www\\.|@\\w|#\\d|GH-\\d|~~|\\$");
        assertThat(seen.texts).noneMatch(text -> alive.matcher(text).find());
        assertThat(seen.codes).anyMatch(code -> code.contains("https://evil.example"));
        assertThat(seen.codes).anyMatch(code -> code.contains("`tick`"));
        assertThat(page).doesNotContain("\u0000").doesNotContain("\u001b");
    }

    @Test
    void aResultTooLargeForACommentIsToldInPartAndSaysSo() {
        ResultDocument large = Hostile.changed(Results.warned(), document -> {
            ArrayNode findings = Hostile.findings(document);
            ArrayNode levels = (ArrayNode) document.get("results");
            for (int i = 0; i < 500; i++) {
                findings.addObject().put("id", "finding-" + i).put("severity", "warning")
                        .put("message", "한글|*".repeat(500)).put("advice", "x|".repeat(900)).putObject("values");
                ((ObjectNode) findings.get(findings.size() - 1)).putArray("levels").add(1);
                levels.add(((ObjectNode) levels.get(1).deepCopy()).put("level", i + 2).put("concurrency", i + 100));
            }
        });
        String page = page(large, Locale.ENGLISH);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(10_000, 60_000);
        assertThat(page).contains("left out here").contains("result.json");
        assertThat(rawWidths(page)).isSubsetOf(5, 8, 9);
    }

    @Test
    void aRunThatWasNotValidatedIsNotMarkedGood() {
        assertThat(page(Results.skipped(), Locale.ENGLISH)).startsWith("## ❔").contains("Not validated");
        assertThat(page(Results.unverified(), Locale.ENGLISH)).startsWith("## ❔").contains("UNVERIFIED");
        assertThat(page(Results.passed(), Locale.ENGLISH)).startsWith("## ✅");
    }

    private static String page(ResultDocument result, Locale language) {
        return Written.of(ExportFormat.MARKDOWN, result, language, RequestSource.none(""),
                ExportInput.Strictness.LENIENT);
    }

    /** Cells of each line of a table, its dashes included: the parser would fill up and cut off rows by itself. */
    private static List<Integer> rawWidths(String page) {
        return page.lines().filter(line -> line.startsWith("|"))
                .map(line -> (int) Pattern.compile("(?<!\\\\)\\|").matcher(line).results().count() - 1).toList();
    }

    private static Seen seen(String page) {
        Seen seen = new Seen();
        PARSER.parse(page).accept(seen);
        return seen;
    }

    private static final class Seen extends AbstractVisitor {

        private final List<Integer> rowWidths = new ArrayList<>();
        private final List<String> markup = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();
        private int rows;
        private int heads;
        private int headings;

        @Override
        public void visit(Heading heading) {
            headings++;
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            markup.add(link.toString());
        }

        @Override
        public void visit(Image image) {
            markup.add(image.toString());
        }

        @Override
        public void visit(HtmlInline html) {
            markup.add(html.toString());
        }

        @Override
        public void visit(HtmlBlock html) {
            markup.add(html.toString());
        }

        @Override
        public void visit(Text text) {
            texts.add(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            codes.add(code.getLiteral());
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
                int cells = 0;
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells += cell instanceof TableCell ? 1 : 0;
                }
                rowWidths.add(cells);
                rows++;
            }
            heads += node instanceof TableHead ? 1 : 0;
            visitChildren(node);
        }
    }
}
