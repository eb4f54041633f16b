package io.llmloadtest.report.export;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/**
 * A page in GitHub's Markdown, built as a tree: whatever text goes in, the library escapes it. What GitHub would make a link, a
 * mention or a formula of by itself stands as code, where it does nothing.
 */
final class MarkdownPage {

    private static final MarkdownRenderer RENDERER = MarkdownRenderer.builder()
            .extensions(List.of(TablesExtension.create())).build();

    /** A word with an address, a mention, a number of an issue, or a sign of an extension that no escape stops. */
    private static final Pattern ALIVE = Pattern.compile("\\S*(?:://|www\\.|[@$~]|#\\w|GH-\\d|mailto:|xmpp:)\\S*",
            Pattern.CASE_INSENSITIVE);

    private final Document document = new Document();

    /** Text with parts of its own kind, put together. */
    interface Inline {
        void addTo(Node parent);
    }

    static Inline text(String text) {
        return parent -> {
            Matcher alive = ALIVE.matcher(text);
            int from = 0;
            while (alive.find()) {
                plain(parent, text.substring(from, alive.start()));
                parent.appendChild(new Code(alive.group()));
                from = alive.end();
            }
            plain(parent, text.substring(from));
        };
    }

    private static void plain(Node parent, String text) {
        if (!text.isEmpty()) {
            parent.appendChild(new Text(text));
        }
    }

    /** Something from outside, word for word. */
    static Inline code(String text) {
        return parent -> parent.appendChild(text.isBlank() ? new Text("-") : new Code(text));
    }

    static Inline strong(String text) {
        return parent -> {
            StrongEmphasis strong = new StrongEmphasis();
            text(text).addTo(strong);
            parent.appendChild(strong);
        };
    }

    void heading(int level, Inline... parts) {
        Heading heading = new Heading();
        heading.setLevel(level);
        add(heading, parts);
        document.appendChild(heading);
    }

    void paragraph(Inline... parts) {
        document.appendChild(paragraphOf(parts));
    }

    void list(List<List<Inline>> items) {
        if (items.isEmpty()) {
            return;
        }
        BulletList list = new BulletList();
        list.setMarker("-");
        list.setTight(true);
        items.forEach(parts -> {
            ListItem item = new ListItem();
            item.appendChild(paragraphOf(parts.toArray(Inline[]::new)));
            list.appendChild(item);
        });
        document.appendChild(list);
    }

    /** A table whose first {@code left} columns stand left and whose others stand right. */
    void table(int left, List<String> header, List<List<Inline>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        TableBlock table = new TableBlock();
        TableHead head = new TableHead();
        head.appendChild(row(left, true, header.stream().map(MarkdownPage::text).toList()));
        table.appendChild(head);
        TableBody body = new TableBody();
        rows.forEach(cells -> body.appendChild(row(left, false, cells)));
        table.appendChild(body);
        document.appendChild(table);
    }

    private static TableRow row(int left, boolean header, List<Inline> cells) {
        TableRow row = new TableRow();
        for (int i = 0; i < cells.size(); i++) {
            TableCell cell = new TableCell();
            cell.setHeader(header);
            cell.setAlignment(i < left ? TableCell.Alignment.LEFT : TableCell.Alignment.RIGHT);
            cells.get(i).addTo(cell);
            row.appendChild(cell);
        }
        return row;
    }

    private static Paragraph paragraphOf(Inline... parts) {
        Paragraph paragraph = new Paragraph();
        add(paragraph, parts);
        return paragraph;
    }

    private static void add(Node parent, Inline... parts) {
        Arrays.stream(parts).forEach(part -> part.addTo(parent));
    }

    String render() {
        return RENDERER.render(document);
    }
}
