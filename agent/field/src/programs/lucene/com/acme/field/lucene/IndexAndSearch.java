package com.acme.field.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Writes an index of made-up documents, searches it, and prints what it finds. */
public final class IndexAndSearch {
    private static final int DOCUMENTS = 600;
    private static final List<String> WORDS = List.of(
            "agent", "bridge", "call", "deprecated", "engine", "factory", "guard", "ledger", "policy", "report");

    private IndexAndSearch() {}

    public static void main(String[] arguments) throws IOException {
        try (Directory directory = FSDirectory.open(Path.of("index"))) {
            write(directory);
            search(directory);
        }
    }

    private static void write(Directory directory) throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (int i = 0; i < DOCUMENTS; i++) {
                writer.addDocument(document(i));
                if (i % 100 == 99) {
                    writer.commit();
                }
            }
            writer.deleteDocuments(new Term("id", "document7"));
            writer.forceMerge(1);
        }
    }

    private static Document document(int number) {
        Document document = new Document();
        document.add(new StringField("id", "document" + number, Field.Store.YES));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append(WORDS.get((number * 7 + i * i) % WORDS.size())).append(i % 9 == 0 ? ". " : " ");
        }
        document.add(new TextField("text", text.toString(), Field.Store.NO));
        document.add(new IntPoint("size", number));
        return document;
    }

    private static void search(Directory directory) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            WORDS.stream().map(IndexAndSearch::queryFor).forEach(query -> print(searcher, query));
            print(searcher, IntPoint.newRangeQuery("size", 100, 140));
        }
    }

    private static Query queryFor(String word) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term("text", word)), BooleanClause.Occur.MUST)
                .add(new TermQuery(new Term("text", "ledger")), BooleanClause.Occur.SHOULD)
                .build();
    }

    private static void print(IndexSearcher searcher, Query query) {
        try {
            System.out.println(query + ": " + searcher.count(query));
            for (ScoreDoc hit : searcher.search(query, 5).scoreDocs) {
                System.out.println("  " + searcher.storedFields().document(hit.doc).get("id") + " " + hit.score);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
