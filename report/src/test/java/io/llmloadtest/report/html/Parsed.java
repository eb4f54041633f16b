package io.llmloadtest.report.html;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as an XML parser reads it: it must be well-formed. */
record Parsed(String page, Document document) {

    static Parsed of(String page) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Parsed(page, builder.parse(new InputSource(new StringReader(page))));
        } catch (SAXException | IOException | ParserConfigurationException wrong) {
            throw new AssertionError("the page is not well-formed: " + wrong.getMessage(), wrong);
        }
    }

    List<Element> all(String name) {
        return list(document.getElementsByTagName(name));
    }

    static List<Element> in(Element element, String name) {
        return list(element.getElementsByTagName(name));
    }

    Element byId(String id) {
        return all("*").stream().filter(element -> element.getAttribute("id").equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("nothing is called " + id));
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast).toList();
    }
}
