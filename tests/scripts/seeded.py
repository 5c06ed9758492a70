"""For each rule of scripts/checks/semgrep.yml the pieces of code on which it has to fire, and some on which not."""

BAD = {
    "enter-by-in-org-only": [
        "with tenant:\n    go()",
        "with request.organization:\n    go()",
        "with other_organization as here:\n    go()",
        "@schema_context('a')\ndef go(): ...",
        "tenant_context(organization)",
        "connection.set_schema('t_0')",
        "connection.set_tenant(organization)",
        "organization.activate()",
    ],
    "nothing-lazy-out-of-in-org": [
        "def go():\n    with in_org(one):\n        return Member.objects.filter(pk=1)",
        "def go():\n    with in_org(one):\n        look()\n        return Member.objects.people().order_by('pk')",
    ],
    "in-org-outside-atomic": [
        "with transaction.atomic():\n    look()\n    with in_org(one):\n        go()",
        "with transaction.atomic(), in_org(one):\n    go()",
    ],
    "no-raw-transaction": [
        "conn.transaction()",
        "with connection.connection.transaction():\n    go()",
        "cursor.execute('ROLLBACK')",
        "cursor.execute('  begin')",
    ],
    "no-role-or-path-in-sql": [
        "cursor.execute('RESET ROLE')",
        "cursor.execute('SET LOCAL ROLE t_1')",
        "cursor.execute('SELECT 1; SET search_path = a')",
        "cursor.execute(\"SELECT set_config('search_path', 'a', true)\")",
        "cursor.execute('DISCARD ALL')",
    ],
    "no-copy-past-the-guard": ["cursor.copy('COPY a FROM STDIN')"],
    "no-sql-in-querysets": ["Member.objects.raw('SELECT 1')", "people.extra(where=['1=1'])"],
    "no-values-in-sql": [
        "cursor.execute('SELECT %s' % name)",
        "cursor.execute('SELECT {}'.format(name))",
        "cursor.execute('SELECT ' + name)",
    ],
    "no-delay": ["work.delay(1)"],
    "no-marked-safe": [
        "mark_safe(text)",
        "safestring.mark_safe(text)",
        "SafeString(text)",
        "format_html(f'<b>{name}</b>')",
        "format_html('<b>%s</b>' % name)",
        "format_html('<b>' + name)",
        "Context({}, autoescape=False)",
    ],
    "no-door-in-csrf": ["@csrf_exempt\ndef go(request): ..."],
    "no-code-from-data": [
        "eval(text)",
        "pickle.loads(data)",
        "os.system(text)",
        "subprocess.run(text, shell=True)",
    ],
    "nobody-else-is-asked": [
        "import requests",
        "from urllib.request import urlopen",
        "http.client.HTTPConnection('a')",
        "socket.create_connection(('a', 1))",
    ],
    "no-threads-of-ours": ["threading.Thread(target=go)", "ThreadPoolExecutor(4)", "sync_to_async(go)"],
    "hostile-files-in-the-child-only": ["from python_calamine import load_workbook", "openpyxl.load_workbook('a')"],
    "files-through-a-view": ["default_storage.url('a')", "settings.MEDIA_URL"],
    "no-values-in-logs": [
        "logger.info(f'seen {name}')",
        "logger.warning('seen %s' % name)",
        "logger.error('seen ' + name)",
    ],
    "no-values-in-the-record": ["record('a', of=one, by=by, fields=form.cleaned_data.values())"],
    "no-way-out-by-address": ["redirect(request.GET['next'])", "redirect(request.POST.get('next'))"],
}
BAD_PAGES = {
    "no-safe-in-templates": ["{{ text|safe }}", "{% autoescape off %}", "{{ text | safeseq }}"],
    "no-script-in-templates": ["<script>go()</script>", '<a href="javascript:go()">', "<p hx-on:click=1>"],
}
GOOD = """
with in_org(organization):
    found = list(Member.objects.filter(pk=1))
cursor.execute("SELECT %s", [name])
logger.info("seen %s", pk)
format_html("<b>{}</b>", name)
redirect("people:list", slug)
with transaction.atomic():
    go()
"""
