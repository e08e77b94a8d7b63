#!/usr/bin/env python3
"""Write a large, reproducible transcript archive for benchmarks.

usage: corpus.py OUT.jsonl MEGABYTES [SEED]

One conversation a line in the transcript format, a third each English, Hebrew and Persian:
a fortieth of them are the labelled conversations of ../corpus with fresh ids, the rest
are sentences and random words of a realistic length, with emoji, bidi controls, niqqud,
Arabic letters in Persian, three kinds of digits, links, quoted newlines and, in a tenth
of the lines, \\u escapes.
"""
import glob, json, os, random, sys
out, target, seed = sys.argv[1], int(float(sys.argv[2]) * 1e6), int(sys.argv[3]) if len(sys.argv) > 3 else 1
R = random.Random(seed)
HERE = os.path.dirname(os.path.abspath(__file__))
REAL = [json.loads(l) for f in sorted(glob.glob(HERE + "/../corpus/*/transcripts.jsonl")) for l in open(f, encoding="utf-8")]
for c in REAL:
    c.pop("expect", None)
EN_S = """Hello, thank you for contacting support, how can I help you today?
My parcel was supposed to arrive on Monday but the tracking page has not changed.
Could you please give me your full name and the last four digits?
I tried to restart the router three times and the light is still red.
One moment please, I am checking the system for you.
I have opened a ticket and a technician will call you tomorrow between 9 and 12.
Why is the price on the website different from what I paid in the shop?
Is there anything else I can help you with?
Thanks a lot, that solved it, have a great day!
The app keeps crashing on my phone after the last update.
We apologise for the inconvenience, the issue has been escalated to the second line.
I still don't understand what this fee of 14.90 is for.
Please send me the receipt by email, not by post.
The delivery address is wrong, it should be 25 Harbour Street, flat 7.
Can you tell me when the branch in the city centre opens?
I'm sorry, the item is out of stock until next week.
Your request number is 4481-2290, please keep it for follow up.
I was on hold for forty minutes and then the call dropped.
Let me transfer you to the billing department.
The colour I received is dark blue and I asked for black.
You can reset the password from the settings page.
Okay, I will wait for the message.
Does the warranty cover accidental damage to the screen?
Your internet speed was upgraded to 500 megabit at no extra cost.""".split("\n")
HE_S = """שלום, תודה שפנית לשירות הלקוחות, איך אפשר לעזור?
החבילה הייתה אמורה להגיע ביום שני אבל דף המעקב לא התעדכן.
אפשר בבקשה את השם המלא וארבע הספרות האחרונות?
ניסיתי להפעיל מחדש את הנתב שלוש פעמים והנורה עדיין אדומה.
רגע אחד בבקשה, אני בודקת במערכת.
פתחתי קריאה וטכנאי יתקשר אליך מחר בין 9 ל-12.
למה המחיר באתר שונה ממה ששילמתי בחנות?
האם יש עוד משהו שאוכל לעזור בו?
תודה רבה, זה הסתדר, שיהיה יום נעים!
האפליקציה קורסת לי בטלפון מאז העדכון האחרון.
אנחנו מתנצלים על אי הנוחות, הפנייה הועברה לצוות המקצועי.
אני עדיין לא מבין על מה העמלה של 14.90 שקלים.
תשלחו לי את הקבלה במייל ולא בדואר.
כתובת המשלוח שגויה, צריך להיות רחוב הנמל 25 דירה 7.
מתי הסניף במרכז העיר נפתח?
אני מצטער, הפריט אזל מהמלאי עד השבוע הבא.
מספר הפנייה שלך הוא 4481-2290, נא לשמור אותו להמשך טיפול.
חיכיתי על הקו ארבעים דקות ואז השיחה התנתקה.
אני מעבירה אותך למחלקת הגבייה.
הצבע שקיבלתי הוא כחול כהה וביקשתי שחור.
ניתן לאפס את הסיסמה בעמוד ההגדרות.
בסדר, אני אחכה להודעה.
האם האחריות מכסה נזק בשוגג למסך?
מהירות האינטרנט שלך שודרגה ל-500 מגה ללא עלות נוספת.
שָׁלוֹם רַב, אֵיךְ אֶפְשָׁר לַעֲזֹר?""".split("\n")
FA_S = """سلام، از تماس شما با پشتیبانی متشکریم، چطور می‌توانم کمک کنم؟
بسته قرار بود دوشنبه برسد ولی صفحه رهگیری تغییری نکرده است.
لطفاً نام کامل و چهار رقم آخر را بفرمایید.
سه بار مودم را خاموش و روشن کردم ولی چراغ هنوز قرمز است.
یک لحظه لطفاً، دارم سیستم را بررسی می‌کنم.
درخواست شما ثبت شد و کارشناس فردا بین ساعت ۹ تا ۱۲ تماس می‌گیرد.
چرا قیمت سایت با مبلغی که در فروشگاه پرداخت کردم فرق دارد؟
آیا کار دیگری هست که بتوانم انجام بدهم؟
خیلی ممنون، مشکل حل شد، روز خوبی داشته باشید!
برنامه بعد از آخرین به‌روزرسانی روی گوشی من بسته می‌شود.
بابت ناراحتی پیش آمده عذرخواهی می‌کنیم، موضوع به تیم فنی ارجاع شد.
هنوز نمی‌فهمم این کارمزد ۱۴٫۹۰۰ تومانی برای چیست.
لطفا رسید را با ایمیل بفرستید نه با پست.
آدرس تحویل اشتباه است، باید خیابان بندر پلاک ۲۵ واحد ۷ باشد.
شعبه مرکز شهر چه ساعتی باز می‌شود؟
متأسفم، این کالا تا هفته آینده موجود نیست.
شماره پیگیری شما ۴۴۸۱-۲۲۹۰ است، لطفاً آن را نگه دارید.
چهل دقیقه پشت خط بودم و بعد تماس قطع شد.
شما را به بخش مالی وصل می‌کنم.
رنگی که دریافت کردم سرمه‌ای است و من مشکی خواسته بودم.
رمز عبور را می‌توانید از صفحه تنظیمات بازیابی کنید.
باشه، منتظر پیام می‌مانم.
آیا گارانتی آسیب تصادفی صفحه نمایش را پوشش می‌دهد؟
سرعت اينترنت شما بدون هزينه اضافي به ۵۰۰ مگابيت ارتقا يافت.""".split("\n")
# vocab: words from sentences + generated stems (zipf) to get realistic entropy
def words(s): return [w.strip(".,?!،؟") for l in s for w in l.split() if len(w) > 1]
EN_X = "account order card plan cancel refund wait told number details confirm".split()
HE_X = "חשבון הזמנה כרטיס מנוי לבטל החזר מספר פרטי לאשר מחכה".split()
FA_X = "حساب سفارش کارت لغو شماره مشخصات تایید منتظر قول بیمه".split()
def mk(sents, extra, letters, n, lo, hi):
    w = sorted(set(words(sents)))
    rr = random.Random(7)
    w += ["".join(rr.choice(letters) for _ in range(rr.randint(lo, hi))) for _ in range(n)]
    rr.shuffle(w)
    # zipf weights; intent words put in the middle ranks (realistic false literal hits)
    for i, e in enumerate(extra): w.insert(150 + 12 * i, e)
    cum = []; t = 0
    for i in range(len(w)): t += 1.0 / (i + 8); cum.append(t)
    return w, cum
VOC = [mk(EN_S, EN_X, "etaoinshrdlucmfwypvbgk", 1500, 3, 9), mk(HE_S, HE_X, "אבגדהוזחטיכלמנסעפצקרשת", 1500, 3, 7), mk(FA_S, FA_X, "ابپتثجچحخدرزسشصطعغفقکگلمنوهی", 1500, 3, 7)]
SENT = [EN_S, HE_S, FA_S]
EMO = ["🙂", "👍", "❤️", "😡", "🙏", "🎉", "👍🏽", "…", "“ok”", "–"]
BIDI = ["\u200f", "\u200e", "\u202b", "\u202c", "\u2067", "\u2069"]
NIQ = "\u05b0\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bc"
def msg(l):
    w, cum = VOC[l]
    parts = []
    x = R.random()
    n = 1 + int(R.gammavariate(2.2, 2.6 if l == 0 else 2.2))
    if x < 0.5:
        parts.append(R.choice(SENT[l]))
        if R.random() < 0.45: parts.append(" ".join(R.choices(w, cum_weights=cum, k=max(1, n // 2))))
    else:
        parts.append(" ".join(R.choices(w, cum_weights=cum, k=n + 4)))
        if R.random() < 0.3: parts.append(str(R.randint(100, 99999999)))
    y = R.random()
    if y < 0.06: parts.append(R.choice(EMO))
    elif y < 0.08: parts.insert(0, R.choice(BIDI))
    elif y < 0.09: parts.append("https://example.com/t/%x" % R.getrandbits(40))
    elif y < 0.10: parts.append('he said "no"\nline two' if l == 0 else '"לא"\nשורה' if l == 1 else '«نه»\nخط')
    s = " ".join(parts)
    if l == 1 and R.random() < 0.02: s = "".join(c + (R.choice(NIQ) if "\u05d0" <= c <= "\u05ea" and R.random() < 0.5 else "") for c in s)
    if l == 2 and R.random() < 0.15: s = s.replace("ی", "ي").replace("ک", "ك")
    if l == 2 and R.random() < 0.2: s += " " + "".join(chr(0x6f0 + int(c)) for c in str(R.randint(10, 999999)))
    return s
CH = ["chat", "email", "phone", "whatsapp"]
total = 0; nline = 0; nmsg = 0
enc_a = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
enc_u = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
with open(out, "wb", buffering=1 << 20) as f:
    while total < target:
        if REAL and nline % 40 == 39:
            o = dict(R.choice(REAL))
            o["id"] = "%s-%d" % (o["id"], nline)
            k = len(o["messages"])
        else:
            l = nline % 3
            k = max(2, int(R.gauss(20, 6)))
            agent, customer = "a-%d" % R.randint(1, 400), "u-%d" % R.randint(1, 10**6)
            clock = R.randint(0, 72000)
            day = "2026-%02d-%02d" % (R.randint(1, 12), R.randint(1, 28))
            ms = []
            for i in range(k):
                clock += R.randint(1, 90)
                role = "agent" if i % 2 else "customer"
                ms.append({"at": "%sT%02d:%02d:%02dZ" % (day, clock // 3600 % 24, clock // 60 % 60, clock % 60),
                           "role": role, "from": agent if role == "agent" else customer, "text": msg(l)})
            ms.append({"at": ms[-1]["at"], "role": "system", "event": "closed"})
            o = {"id": "c-%08x-%d" % (R.getrandbits(32), nline), "channel": R.choice(CH), "started": ms[0]["at"],
                 "customer": {"id": customer}, "messages": ms}
        b = ((enc_a if R.random() < 0.1 else enc_u)(o) + "\n").encode()
        f.write(b); total += len(b); nline += 1; nmsg += k
print("%d bytes, %d conversations, %d messages" % (total, nline, nmsg))
