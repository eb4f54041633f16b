package io.llmloadtest.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.Results;
import io.llmloadtest.store.LevelView.MessageView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.store.TargetView;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.text.PhraseBook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class HtmlReportTest {

    private static final PhraseBook ENGLISH = PhraseBook.of(Locale.ENGLISH);
    private static final Optional<EnvironmentView> HERE = Optional
            .of(new EnvironmentView("0.1.0", "25.0.3", "Linux 6.18 amd64", 2, 1L << 30));
    private static final Pattern ADDRESS = Pattern.compile("(?:src|href|xlink:href|action|data)=\"([^\"]*)\"");

    static Stream<Arguments> pages() {
        return Stream.of(Results.passed(), Results.warned(), Results.unverified(), Results.interrupted(),
                Results.skipped(), Results.slo(), Results.searched(), Results.searchedInVain(),
                Results.tokensPerChunk(), Results.conversations(), Results.estimated(), Results.repeated())
                .flatMap(result -> Stream.of("en", "ko").flatMap(language -> Stream
                        .of(Chronicle.NONE, Chronicled.full(result.results().size()))
                        .map(chronicle -> Arguments.of(result, language, chronicle))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsWholeAndOpenToEverybody(ResultDocument result, String language, Chronicle chronicle) {
        Parsed page = Parsed
                .of(HtmlReport.render(result, HERE, chronicle, PhraseBook.of(Locale.of(language))));
        assertThat(page.all("html").getFirst().getAttribute("lang")).isEqualTo(language);
        assertThat(page.all("h1")).hasSize(1);
        assertThat(page.all("table")).allSatisfy(table -> {
            assertThat(Parsed.in(table, "caption")).singleElement()
                    .satisfies(caption -> assertThat(caption.getTextContent()).isNotBlank());
            assertThat(Parsed.in(table, "th")).allMatch(head -> !head.getAttribute("scope").isEmpty());
        });
        assertThat(page.all("svg")).filteredOn(svg -> !isInner(svg))
                .allMatch(svg -> !Parsed.in(svg, "title").isEmpty(), "every drawing has a title");
        List<String> ids = page.all("*").stream().map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.all("a")).allMatch(a -> ids.contains(a.getAttribute("href").substring(1)), "leads somewhere");
        assertThat(page.page()).as("no word is missing").doesNotContain("label.").doesNotContain("page-");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageLoadsOrRunsAnything(ResultDocument result, String language, Chronicle chronicle) throws Exception {
        String html = HtmlReport.render(result, HERE, chronicle, PhraseBook.of(Locale.of(language)));
        Parsed page = Parsed.of(html);
        for (String name : List.of("script", "link", "iframe", "img", "object", "embed", "base", "form", "use")) {
            assertThat(page.all(name)).as(name).isEmpty();
        }
        assertThat(page.all("*")).allSatisfy(element -> {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName();
                assertThat(name.startsWith("on") || name.equals("style")).as(name).isFalse();
            }
        });
        assertThat(ADDRESS.matcher(html).results().map(found -> found.group(1))).allMatch(to -> to.startsWith("#"));
        String style = page.all("style").getFirst().getTextContent();
        assertThat(style).doesNotContain("url(").doesNotContain("@import");
        String hash = Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.all("meta")).anyMatch(
                meta -> meta.getAttribute("content").contains("default-src 'none'; style-src 'sha256-" + hash + "'"));
    }

    private static boolean isInner(Element svg) {
        return svg.getParentNode() instanceof Element parent && parent.getTagName().equals("svg");
    }

    @Test
    void theVerdictComesFirstThenWhatToDoThenTheNumbers() {
        Parsed page = Parsed.of(HtmlReport.render(Results.warned(), HERE, Chronicled.full(2), ENGLISH));
        assertThat(page.all("section")).extracting(section -> section.getAttribute("id")).containsExactly("verdict",
                "tested", "findings", "comparisons", "levels", "latency", "time", "errors");
        assertThat(page.byId("verdict").getTextContent()).contains("WARNING", "6 of 8 checks made", "Counts", "Load");
        assertThat(page.byId("findings").getTextContent()).contains("work-aborted", "What to do:");
    }

    @Test
    void aRowTellsBothSidesTheSignedDifferenceAndWhereItComesFrom() {
        Parsed page = Parsed.of(HtmlReport.render(Results.warned(), HERE, Chronicle.NONE, ENGLISH));
        Element row = Parsed.in(page.byId("comparisons"), "tr").stream()
                .filter(each -> each.getTextContent().contains("Total Tokens")).findFirst().orElseThrow();
        assertThat(Parsed.in(row, "td")).extracting(Element::getTextContent).satisfiesExactly(
                client -> assertThat(client).isEqualTo("46,848"), server -> assertThat(server).isEqualTo("50,112"),
                difference -> assertThat(difference).isEqualTo("-6.5%"),
                tolerance -> assertThat(tolerance).isEqualTo("±5%"), status -> assertThat(status).contains("WARN"),
                evidence -> assertThat(evidence).startsWith("Prometheus").contains("work-aborted"));
    }

    @Test
    void whatWasNotValidatedDoesNotLookJudged() {
        Parsed page = Parsed.of(HtmlReport.render(Results.skipped(), HERE, Chronicle.NONE, ENGLISH));
        assertThat(page.byId("verdict").getTextContent()).contains("NOT VALIDATED").doesNotContain("PASS");
        assertThat(page.all("section")).extracting(section -> section.getAttribute("id")).containsExactly("verdict",
                "tested", "levels", "latency");
    }

    @Test
    void hostileWordsStayWords() {
        String hostile = "\"><script>alert(document.cookie)</script><img src=x onerror=alert(1)>${7*7}<#assign x=1>\u202e\u0000";
        Parsed page = Parsed.of(HtmlReport.render(hostile(hostile), HERE, Chronicled.full(2), ENGLISH));
        assertThat(page.all("script")).isEmpty();
        assertThat(page.all("img")).isEmpty();
        assertThat(page.byId("tested").getTextContent()).contains("<script>alert(document.cookie)</script>")
                .contains("${7*7}<#assign x=1>");
        assertThat(page.page()).doesNotContain("\u202e").doesNotContain("\u0000");
    }

    @Test
    void aMegabyteOfWordsIsCut() {
        String html = HtmlReport.render(hostile("<>&\"".repeat(250_000)), HERE, Chronicle.NONE, ENGLISH);
        Parsed.of(html);
        assertThat(html.length()).isLessThan(300_000);
    }

    private static ResultDocument hostile(String words) {
        ResultDocument plain = Results.warned();
        Map<String, Object> plan = Map.of(words, words, "list", List.of(words, Map.of(words, words)), "output_len",
                words);
        return new ResultDocument(plain.schemaVersion(), words, plain.status(), plain.startedAt(),
                plain.completedAt(), plain.durationSeconds(),
                new TargetView(words, words, Optional.of(words), Optional.of(words)), plan,
                plain.results().stream().map(level -> Results.saying(level,
                        List.of(new MessageView(words, 3)))).toList(),
                plain.repeats(), plain.validation(), plain.search());
    }

    @Test
    void aRunOfAHundredThousandRequestsIsASmallPage() {
        String html = HtmlReport.render(Results.warned(), HERE, Chronicled.full(2), ENGLISH);
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(5_000_000 / 5);
        assertThat(html).contains("4,000 dots stand for 100,000 requests");
    }

    @Test
    void theTimeAxisShowsBothSidesInEveryChart() {
        Parsed page = Parsed.of(HtmlReport.render(Results.warned(), HERE, Chronicled.full(2), ENGLISH));
        List<String> captions = Parsed.in(page.byId("time"), "figcaption").stream().map(Element::getTextContent)
                .toList();
        assertThat(captions).hasSize(5);
        assertThat(captions.get(0)).contains("In flight (client)", "Running (server)", "Waiting (server)");
        assertThat(captions.get(1)).contains("Arrived at the client", "Generated by the server");
        assertThat(captions.get(4)).contains("timeout: 750 requests", "Error in the log", "Warning in the log");
        assertThat(Parsed.in(page.byId("time"), "tbody")).singleElement()
                .satisfies(rows -> assertThat(Parsed.in(rows, "tr")).hasSize(240));
    }

    @Test
    void moreLevelsThanColoursAreSaidToBeLeftOut() {
        ResultDocument plain = Results.skipped();
        ResultDocument many = new ResultDocument(plain.schemaVersion(), plain.runId(), plain.status(),
                plain.startedAt(), plain.completedAt(), plain.durationSeconds(), plain.target(), Map.of(),
                Stream.iterate(0, i -> i + 1).limit(20).map(i -> Results.plain(i, i + 1)).toList(), List.of(),
                Optional.empty(), Optional.empty());
        Parsed page = Parsed.of(HtmlReport.render(many, HERE, Chronicled.full(20), ENGLISH));
        assertThat(page.byId("latency").getTextContent()).contains("The charts show 6 of 20 levels.");
    }
}
