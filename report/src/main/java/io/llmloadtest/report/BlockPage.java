package io.llmloadtest.report;

import java.util.ArrayList;
import java.util.List;

/** Collects the pieces of sections, to be given another form. Nothing is left out for want of width. */
final class BlockPage implements Page {

    private static final Style WIDE = new Style(160, false, true);

    private final List<Block> blocks = new ArrayList<>();

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public Style style() {
        return WIDE;
    }

    @Override
    public void heading(String heading) {
        blocks.add(new Block.Heading(heading));
    }

    @Override
    public void line(String line) {
        paragraph("", line);
    }

    @Override
    public void paragraph(String first, String paragraph) {
        blocks.add(new Block.Paragraph(first.strip(), paragraph.strip()));
    }

    @Override
    public void table(Table table) {
        blocks.add(new Block.Grid(table.headers(), table.rows()));
    }

    @Override
    public void blank() {
        // each piece has its own space
    }
}
