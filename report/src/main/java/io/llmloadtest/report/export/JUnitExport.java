package io.llmloadtest.report.export;

import io.llmloadtest.report.export.JUnitCase.Result;
import io.llmloadtest.store.WholeFile.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML, in the form that Jenkins, GitLab and the GitHub actions read. */
final class JUnitExport implements Content {

    /** The form has no place for a zone; times are in UTC. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ExportInput input;
    private final List<JUnitSuite> suites;

    JUnitExport(ExportInput input) {
        this.input = input;
        suites = new JUnitSuites(input).all();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out,
                    StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuites");
            attribute(xml, "name", "llm-loadtest " + input.document().runId());
            totals(xml, suites, input.document().durationSeconds());
            for (JUnitSuite suite : suites) {
                write(xml, suite);
            }
            line(xml, 0);
            xml.writeEndElement();
            line(xml, 0);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException failed) {
            throw failed.getNestedException() instanceof IOException disk ? disk : new IOException(failed);
        }
    }

    private void write(XMLStreamWriter xml, JUnitSuite suite) throws XMLStreamException {
        line(xml, 1);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.name());
        totals(xml, List.of(suite), suite.seconds());
        attribute(xml, "timestamp", TIME.format(input.document().startedAt().truncatedTo(ChronoUnit.SECONDS)));
        line(xml, 2);
        xml.writeStartElement("properties");
        for (var property : suite.properties().entrySet()) {
            line(xml, 3);
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        line(xml, 2);
        xml.writeEndElement();
        for (JUnitCase each : suite.cases()) {
            write(xml, suite, each);
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, JUnitSuite suite, JUnitCase each) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("testcase");
        attribute(xml, "name", each.name());
        attribute(xml, "classname", "llm-loadtest." + suite.key() + "." + each.group());
        switch (each.result()) {
            case Result.Passed _ -> {
                // a case with nothing in it is one that passed
            }
            case Result.Failed(String message, String text) -> result(xml, "failure", message, text);
            case Result.Unknown(String message) -> result(xml, "error", message, message);
            case Result.Skipped(String message) -> result(xml, "skipped", message, "");
        }
        xml.writeEndElement();
    }

    private static void result(XMLStreamWriter xml, String element, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        attribute(xml, "message", message);
        xml.writeCharacters(SafeText.xml(text));
        xml.writeEndElement();
    }

    private static void totals(XMLStreamWriter xml, List<JUnitSuite> suites, double seconds)
            throws XMLStreamException {
        attribute(xml, "tests", sum(suites, Result.class));
        attribute(xml, "failures", sum(suites, Result.Failed.class));
        attribute(xml, "errors", sum(suites, Result.Unknown.class));
        attribute(xml, "skipped", sum(suites, Result.Skipped.class));
        attribute(xml, "time", BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String sum(List<JUnitSuite> suites, Class<? extends Result> kind) {
        return Long.toString(suites.stream().mapToLong(suite -> suite.count(kind)).sum());
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, SafeText.xml(value));
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
