package io.llmloadtest.report.chart;

/** Writes elements one after the other. Texts and attributes are escaped here and nowhere else. */
final class Markup {

    private final StringBuilder out = new StringBuilder();

    Markup open(String element, String... attributes) {
        return tag(element, attributes, ">");
    }

    Markup empty(String element, String... attributes) {
        return tag(element, attributes, "/>");
    }

    Markup close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** An element with nothing but text in it. */
    Markup text(String element, String text, String... attributes) {
        open(element, attributes);
        escape(text);
        return close(element);
    }

    private Markup tag(String element, String[] attributes, String end) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append(end);
        return this;
    }

    /** What XML does not know at all becomes a question mark. */
    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isXml(c) ? c : '?');
            }
        });
    }

    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
