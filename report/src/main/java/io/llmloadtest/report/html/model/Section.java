package io.llmloadtest.report.html.model;

import java.util.List;

/**
 * A section of the page.
 *
 * @param id its name in addresses
 * @param title its title
 * @param pieces what is in it; one or more
 */
public record Section(String id, String title, List<Piece> pieces) {

    public Section {
        pieces = List.copyOf(pieces);
    }
}
