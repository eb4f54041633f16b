package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.Results;
import io.llmloadtest.store.ResultDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.node.ObjectNode;

/** JUnit XML, read back by the JDK's DOM parser. */
class JUnitExportTest {

    private static final ExportInput.Strictness STRICT = new ExportInput.Strictness(true, true, 0.01);

    @Test
    void everyLevelIsASuiteAndWhatWarnsFails() throws IOException {
        Element root = parse(xml(Results.warned()));

        assertThat(suites(root)).extracting(suite -> suite.getAttribute("name")).containsExactly("concurrency 1",
                "concurrency 50", "whole run");
        Map<String, String> clean = cases(suites(root).get(0));
        assertThat(clean).containsEntry("requests succeed", "passed").containsEntry("Request Count", "passed")
                .containsEntry("verdict", "passed").doesNotContainValue("failure");
        assertThat(cases(suites(root).get(1))).containsEntry("requests succeed", "failure")
                .containsEntry("Request Count", "passed").containsEntry("Total Tokens", "failure")
                .containsEntry("Avg TTFT (ms)", "skipped").containsEntry("work-aborted", "failure")
                .containsEntry("server-errors", "failure").containsEntry("verdict", "failure")
                .doesNotContainKey("preemptions");
        Written.isAsGolden(xml(Results.warned()), "warned.xml");
    }

    @Test
    void aFailureSaysItsNumbersAndWhatToDo() {
        Element level = suites(parse(xml(Results.warned()))).get(1);
        assertThat(result(level, "requests succeed").getAttribute("message"))
                .isEqualTo("Failed 24, Sent 800: timeout 21, http_status 3");
        assertThat(result(level, "requests succeed").getTextContent())
                .startsWith("21 x timed out waiting for first token\n");
        assertThat(result(level, "Total Tokens").getAttribute("message"))
                .isEqualTo("Client 46,848, Server 50,112, Diff -6.5%");
        assertThat(result(level, "Total Tokens").getTextContent()).contains("work-aborted");
        assertThat(result(level, "foreign-traffic").getAttribute("message")).contains("31 requests");
        assertThat(result(level, "foreign-traffic").getTextContent()).contains("Stop the other clients");
    }

    @Test
    void whatCouldNotBeCheckedIsSkippedAndAnErrorWhenAskedFor() {
        assertThat(cases(last(Results.unverified(), ExportInput.Strictness.LENIENT)))
                .containsEntry("verdict", "skipped")
                .containsEntry("Request Count", "skipped");
        assertThat(cases(last(Results.unverified(), STRICT))).containsEntry("verdict", "error")
                .containsEntry("Request Count", "skipped");
        assertThat(cases(last(Results.skipped(), ExportInput.Strictness.LENIENT))).containsEntry("verdict", "skipped");
        assertThat(cases(last(Results.skipped(), STRICT))).containsEntry("verdict", "error");
    }

    @Test
    void anObjectiveIsPassedOnlyWhenItIsKnownToBeMet() {
        List<Element> suites = suites(parse(xml(Results.slo())));
        assertThat(cases(suites.get(0))).containsEntry("ttft.p95<500", "passed").containsEntry("goodput>0.95",
                "passed");
        assertThat(cases(suites.get(1))).containsEntry("ttft.p95<500", "failure");
        assertThat(cases(suites.get(2))).containsEntry("ttft.p99<500", "skipped").containsEntry("e2e.mean<20000",
                "skipped");
        List<Element> strict = suites(
                parse(Written.of(ExportFormat.JUNIT, Results.slo(), Locale.ENGLISH, RequestSource.none(""), STRICT)));
        assertThat(cases(strict.get(2))).containsEntry("ttft.p99<500", "error");
    }

    @Test
    void aLevelThatASearchTriedInVainFailsNothing() {
        List<Element> suites = suites(parse(xml(Results.searched())));
        assertThat(suites).extracting(suite -> suite.getAttribute("name")).doesNotHaveDuplicates();
        assertThat(cases(suites.get(2))).containsEntry("ttft.p95<500", "skipped");
        assertThat(cases(suites.getLast())).containsEntry("search finds a level that meets the SLO", "passed");
        assertThat(cases(last(Results.searchedInVain(), STRICT)))
                .containsEntry("search finds a level that meets the SLO", "failure");
    }

    @Test
    void aFindingThatIsAcceptedFailsNothingNorTheRowsThatItAloneExplains() {
        ResultDocument accepted = Hostile.changed(Results.warned(), document -> ((ObjectNode) document.get("plan"))
                .putObject("tolerances").putArray("accepted").add("work-aborted").add("foreign-traffic"));
        Map<String, String> cases = cases(suites(parse(xml(accepted))).get(1));
        assertThat(cases).containsEntry("work-aborted", "skipped").containsEntry("foreign-traffic", "skipped")
                .containsEntry("server-errors", "failure").containsEntry("Total Tokens", "skipped")
                .containsEntry("Server Errors", "failure");
    }

    @Test
    void asManyRequestsMayFailAsTheCommandAllows() {
        for (double rate : new double[]{0.03, 0.029}) { // 24 of 800 failed
            Element root = parse(Written.of(ExportFormat.JUNIT, Results.warned(), Locale.ENGLISH,
                    RequestSource.none(""), new ExportInput.Strictness(false, false, rate)));
            assertThat(cases(suites(root).get(1))).containsEntry("requests succeed",
                    rate == 0.03 ? "passed" : "failure");
        }
    }

    @Test
    void anInterruptedRunFails() {
        assertThat(cases(last(Results.interrupted(), ExportInput.Strictness.LENIENT)))
                .containsEntry("run ended by itself", "failure").containsEntry("load-interrupted", "failure");
    }

    @Test
    void hostileTextBreaksNothingAndStaysText() {
        Element root = parse(xml(Hostile.of(Results.warned())));
        assertThat(root.getAttribute("name")).contains("\ufffd").contains("<img src=x");
        String line = SafeText.line(Hostile.TEXT.replace("LONE", "\ud800"), 600);
        assertThat(line).contains("\ud83d\ude00 ? end");
        assertThat(elements(suites(root).getLast(), "failure")).extracting(Element::getTextContent).contains(line);
        assertThat(root.getElementsByTagName("img").getLength()).isZero();
    }

    @Test
    void theTotalsAreThoseOfTheCases() {
        for (ResultDocument result : List.of(Results.passed(), Results.warned(), Results.unverified(), Results.slo(),
                Results.searched())) {
            Element root = parse(xml(result));
            assertThat(root.getAttribute("tests")).isEqualTo(count(root, "testcase"));
            assertThat(root.getAttribute("failures")).isEqualTo(count(root, "failure"));
            assertThat(root.getAttribute("skipped")).isEqualTo(count(root, "skipped"));
            assertThat(root.getAttribute("errors")).isEqualTo(count(root, "error"));
            for (Element suite : suites(root)) {
                assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
                assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
            }
        }
        assertThat(parse(xml(Results.passed())).getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void namesStayWhenTheLanguageChanges() {
        Element english = parse(xml(Results.warned()));
        Element korean = parse(Written.of(ExportFormat.JUNIT, Results.warned(), Locale.KOREAN, RequestSource.none(""),
                ExportInput.Strictness.LENIENT));
        for (int i = 0; i < 3; i++) {
            assertThat(cases(suites(korean).get(i))).isEqualTo(cases(suites(english).get(i)));
        }
        assertThat(result(suites(korean).get(1), "foreign-traffic").getAttribute("message")).containsPattern("[가-힣]");
    }

    private static Element last(ResultDocument result, ExportInput.Strictness strictness) {
        return suites(parse(Written.of(ExportFormat.JUNIT, result, Locale.ENGLISH, RequestSource.none(""), strictness)))
                .getLast();
    }

    private static String xml(ResultDocument result) {
        return Written.of(ExportFormat.JUNIT, result);
    }

    private static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new AssertionError(xml, broken);
        }
    }

    private static List<Element> suites(Element root) {
        return elements(root, "testsuite");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String count(Element parent, String name) {
        return Integer.toString(elements(parent, name).size());
    }

    /** How each case came out, by its name. */
    private static Map<String, String> cases(Element suite) {
        Map<String, String> cases = new TreeMap<>();
        elements(suite, "testcase").forEach(each -> cases.put(each.getAttribute("name"),
                each.getElementsByTagName("*").getLength() == 0
                        ? "passed"
                        : ((Element) each.getElementsByTagName("*").item(0)).getTagName()));
        return cases;
    }

    private static Element result(Element suite, String name) {
        return (Element) elements(suite, "testcase").stream().filter(each -> each.getAttribute("name").equals(name))
                .findFirst().orElseThrow().getElementsByTagName("*").item(0);
    }
}
