package io.llmloadtest.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.chart.Chart.Region;
import io.llmloadtest.report.chart.Series.Point;
import io.llmloadtest.report.chart.Series.Shape;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {

    @Test
    void valuesLieWhereTheirAxesPutThem() throws Exception {
        Element svg = draw(new Series.Line("line", 1, List.of(List.of(new Point(0, 0), new Point(10, 50))),
                Shape.CIRCLE), "words");
        Element path = (Element) svg.getElementsByTagName("path").item(0);
        assertThat(path.getAttribute("d")).isEqualTo("M0 1000L500 500");
        Element region = (Element) svg.getElementsByTagName("rect").item(0);
        assertThat(region.getAttribute("x")).isEqualTo("25%");
        assertThat(region.getAttribute("width")).isEqualTo("50%");
        assertThat(svg.getElementsByTagName("svg").getLength()).as("one inner drawing and two marks").isEqualTo(3);
        Element mark = (Element) svg.getElementsByTagName("svg").item(2);
        assertThat(mark.getAttribute("x")).isEqualTo("50%");
        assertThat(mark.getAttribute("y")).isEqualTo("50%");
    }

    @Test
    void itTellsItsTitleAndDescription() throws Exception {
        Element svg = draw(new Series.Dots("dots", 2, List.of(new Point(1, 1))), "words");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("c-title c-desc");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Title");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("words");
    }

    @Test
    void foreignWordsStayWords() throws Exception {
        String hostile = "</text><script>alert(1)</script>\"'&\u0000\u000b\ud800";
        Element svg = draw(new Series.Words(List.of(new Series.Word(1, 1, hostile))), hostile);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("</text><script>alert(1)</script>\"'&???");
    }

    @Test
    void everyInkHasAShapeOfItsOwn() {
        assertThat(List.of(1, 2, 3, 4, 5, 6).stream().map(Shape::ofInk).distinct()).hasSize(6);
    }

    private static Element draw(Series series, String description) throws Exception {
        Axis axis = Axis.of(new LinearScale(0, 20, 5), value -> "v" + value);
        Axis hundred = Axis.of(new LinearScale(0, 100, 50), value -> "v" + value);
        String svg = new Chart("c", "Title", description, axis, hundred, List.of(new Region(5, 15, "level")),
                List.of(series), Chart.Height.USUAL).svg();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        return document.getDocumentElement();
    }
}
