#if Postgres
    import Foundation
    import Sluice
    import SluicePostgres
    import SluicePostgresTestSupport
    import SluiceTestSupport
    import Testing

    @Suite("the documentation of SQL")
    struct SQLArticleTests {
        @Test("runs", arguments: Article.all.filter { !$0.blocks("sql").isEmpty })
        func runs(article: Article) async throws {
            let database = try await PostgresServer.shared.createDatabase()
            let store = try await PostgresStore(database)
            var declarations = Declarations()
            declarations.addQueue("invoices", concurrencyKey: .required, perKey: 1)
            declarations.addTask("send-invoice", queue: "invoices")
            _ = try await store.register(declarations, organizationLimit: nil)
            let psql = try PsqlSession(database)
            try await psql.ask(
                """
                CREATE TABLE orders (id uuid PRIMARY KEY, tenant text, is_paid boolean NOT NULL DEFAULT true);
                INSERT INTO orders VALUES (gen_random_uuid(), 'globex')
                """)
            for block in article.blocks("sql") {
                let answer = try await psql.ask(block.text)
                #expect(!answer.contains { $0.hasPrefix("ERROR") }, "\(block.text)\(answer)")
                let state = try await psql.ask("BEGIN; SELECT 1; ROLLBACK")
                #expect(state == ["1"], "a transaction was left open by \(block.text)")
            }
            #expect(try await !store.runs(matching: RunFilter()).isEmpty)
            await psql.close()
            await store.close()
        }
    }
#endif
